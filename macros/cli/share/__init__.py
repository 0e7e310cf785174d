"""`playbook share`: links for partners, one verb a file, and what these work with beside them."""

from macros.cli.share.expire import expire
from macros.cli.share.give import give
from macros.cli.share.headers import headers
from macros.cli.share.list import share_list
from macros.cli.share.revoke import revoke
from macros.cli.share.rotate import rotate
from macros.cli.share.verify_live import verify_live
from macros.cli.verbs import Verbs

share = Verbs(give, share_list, rotate, revoke, expire, headers, verify_live)
