"""Records: what an owner writes about a partner, read, checked and resolved."""

import os

# Whatever is installed beside us could ask pydantic to see what is checked. Records are nobody
# else's, and to look for such plugins takes longer than to check a dozen of them.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
