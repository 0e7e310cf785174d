"""Work: what a subcontractor does, to which standards, and how one behaves on site."""

from typing import ClassVar

from macros.records.fields import Beside, Block, Choice, Clause, Commercial, InOrder, Onsite
from macros.records.identity import Kind
from macros.records.money import Invoicing, Payment, Pricing, Tax
from macros.records.scalars import (
    Count,
    Date,
    Distance,
    Duration,
    Hours,
    Id,
    Pattern,
    Prose,
    Text,
    YesNo,
)


class Scope(Clause):
    """What the partner does and does not do."""

    work_types: Onsite[tuple[Text, ...]]
    """The kinds of work, in a few words each."""
    includes: Onsite[tuple[Text, ...]]
    """What belongs to the work."""
    excludes: Onsite[tuple[Text, ...]]
    """What does not belong to it."""
    areas: Onsite[tuple[Text, ...]]
    """The towns or regions that are covered."""
    hours: Onsite[Hours]
    """The normal working hours."""


class Standard(Clause):
    """One standard of work."""

    applies_to: Beside[Onsite[tuple[Kind, ...]]]
    """The trades that a house standard is for; all trades where it is left out."""
    title: Beside[Onsite[Text]]
    """The heading on the page."""
    requirement: Onsite[Prose]
    """What is asked for, in words."""
    why: Beside[Onsite[Prose]]
    """Why we ask for it."""
    source: Beside[Onsite[Text]]
    """The published standard behind it, such as TIA-606."""


class Naming(Standard):
    """A standard that says how names are made."""

    pattern: Onsite[Text]
    """The parts of a name, in words or placeholders."""
    regex: Onsite[Pattern]
    """A regular expression that a right name matches as a whole."""
    example: Onsite[Text]
    """A right name."""


class ServerNaming(Naming):
    """How servers and other devices are named."""


class Labelling(Naming):
    """How cables, outlets and equipment are labelled."""

    both_ends: Onsite[YesNo]
    """Whether both ends of a cable carry the label."""
    max_from_termination: Onsite[Distance]
    """How far from the end of the cable the label may sit."""


class Pinout(Choice):
    """The order of the wires in a plug or outlet (TIA-568)."""

    T568A = "t568a"
    T568B = "t568b"


class Cabling(Standard):
    """How data cable is laid and terminated."""

    category: Onsite[Text]
    """The category or class of the cable, such as Cat 6A."""
    standard: Onsite[Text]
    """The standard that it is installed to, such as ISO/IEC 11801 or ISO/IEC 14763-2."""
    pinout: Onsite[Pinout]
    """The order of the wires."""
    max_untwist: Onsite[Distance]
    """How far a pair may be untwisted at the end."""
    colours: Onsite[tuple[Text, ...]]
    """Which colour of cable is for what."""


class Testing(Standard):
    """How finished work is tested."""

    method: Onsite[Text]
    """The test, such as a permanent-link test of every outlet."""
    results: Onsite[Text]
    """The form in which results are handed over."""
    pass_mark: Onsite[Text]
    """What counts as passed."""


class Photos(Standard):
    """Which photos are taken, and what happens to them."""

    when: Onsite[tuple[Text, ...]]
    """When photos are taken."""
    min_count: Onsite[Count]
    """The least number a job."""
    of: Onsite[tuple[Text, ...]]
    """What they show."""
    labelled: Onsite[YesNo]
    """Whether each says what it shows."""
    retention: Onsite[Duration]
    """How long they are kept."""


class HandoverItem(Block):
    """One thing that is handed over."""

    key: ClassVar[str | None] = "item"

    item: Onsite[Text]
    """What it is: drawings, test results, a signed work order."""
    format: Onsite[Text]
    """The form in which it comes."""
    due_within: Onsite[Duration]
    """How soon after the work it is with us."""


class Handover(Standard):
    """What is handed over at the end of a job."""

    items: Onsite[tuple[HandoverItem, ...]]
    """Everything that is handed over."""
    to: Onsite[Id]
    """The contact who receives it."""


class ChangeControl(Standard):
    """What needs our agreement before it is changed."""

    approval: Onsite[Text]
    """What needs our agreement, and how it is given."""
    window: Onsite[Text]
    """When changes may be made."""


class Tickets(Standard):
    """How the ticket is kept."""

    respond_within: Onsite[Duration]
    """How soon the client's user is contacted."""
    update_within: Onsite[Duration]
    """How soon after the work the ticket is updated."""
    never_later_than: Onsite[Duration]
    """The latest that an update counts."""
    log_visit: Onsite[YesNo]
    """Whether the date and time of a visit are written in the ticket."""
    record: Onsite[tuple[Text, ...]]
    """What every entry states."""
    communication: Onsite[Text]
    """Where messages about the job are written."""
    time_rounding: Onsite[Duration]
    """The step to which time is recorded."""


class Warranty(Standard):
    """How long the partner stands by the work."""

    period: Onsite[Duration]
    """How long faults of workmanship are put right for nothing."""
    respond_within: Onsite[Duration]
    """How soon somebody comes."""


class OwnStandard(Naming):
    """A standard that has no block of its own."""

    key: ClassVar[str | None] = "id"

    id: Onsite[Id]
    """The short name by which pages and records refer to it."""


class Standards(Block):
    """The standards that the work is done to."""

    quality: Onsite[Standard]
    """What good work looks like."""
    server_naming: Onsite[ServerNaming]
    """How servers and other devices are named."""
    labelling: Onsite[Labelling]
    """How cables, outlets and equipment are labelled."""
    cabling: Onsite[Cabling]
    """How data cable is laid and terminated."""
    testing: Onsite[Testing]
    """How finished work is tested."""
    photos: Onsite[Photos]
    """Which photos are taken, and what happens to them."""
    tickets: Onsite[Tickets]
    """How the ticket is kept."""
    change_control: Onsite[ChangeControl]
    """What needs our agreement before it is changed."""
    handover: Onsite[Handover]
    """What is handed over at the end of a job."""
    workmanship_warranty: Onsite[Warranty]
    """How long the partner stands by the work."""
    other: Onsite[tuple[OwnStandard, ...]]
    """Standards that have no block of their own."""


class LogoShirt(Block):
    """The shirt with a logo."""

    whose: Onsite[Text]
    """Whose logo it carries."""
    provided_by: Onsite[Text]
    """Who provides it."""
    returned: Onsite[Text]
    """What happens to it at the end."""


class Dress(Clause):
    """What to wear."""

    standard: Onsite[Text]
    """What to wear, in a few words."""
    logo_shirt: Onsite[LogoShirt]
    """The shirt with a logo."""
    footwear: Onsite[Text]
    """What to wear on the feet."""
    not_allowed: Onsite[tuple[Text, ...]]
    """What is not worn."""


class Moment(Choice):
    """A moment of a visit at which somebody is told."""

    DAY_BEFORE = "day_before"
    EN_ROUTE = "en_route"
    ARRIVAL = "arrival"
    START = "start"
    DELAY = "delay"
    BEFORE_LEAVING = "before_leaving"
    DEPARTED = "departed"


class Channel(Choice):
    """How somebody is told."""

    PHONE = "phone"
    TEXT_MESSAGE = "text_message"
    EMAIL = "email"
    TICKET = "ticket"
    APP = "app"


class Caller(Choice):
    """Who makes the call."""

    ENGINEER = "engineer"
    OFFICE = "office"


class CheckIn(Block):
    """One call or message of a visit."""

    key: ClassVar[str | None] = "moment"

    moment: Onsite[Moment]
    """When in the visit it is made."""
    by: Onsite[Caller]
    """Who makes it."""
    to: Onsite[Id]
    """The contact who is told: an id, or a purpose such as dispatch."""
    channel: Onsite[Channel]
    """How."""
    window: Onsite[Duration]
    """How soon after, or before, the moment."""
    say: Onsite[Prose]
    """What to say."""
    required_for_payment: Onsite[YesNo]
    """Whether a visit without it is paid."""


class NoAnswer(Block):
    """One step of what to do when nobody answers."""

    after: Onsite[Duration]
    """How long to try before this step."""
    do: Onsite[Text]
    """What to do."""
    contact: Onsite[Id]
    """Whom to try."""


class Arrival(Clause):
    """How early or late one may arrive."""

    early: Onsite[Duration]
    """How early is right."""
    late: Onsite[Duration]
    """How late one may be before it counts as missed."""
    denied: Onsite[Text]
    """What to do when one is not let in."""


class Site(Clause):
    """The rules of the building."""

    sign_in: Onsite[Text]
    """How to sign in and out."""
    permits: Onsite[Text]
    """What must be permitted beforehand."""
    induction: Onsite[Text]
    """What the site explains first."""
    parking: Onsite[Text]
    """Where to park."""
    escort: Onsite[Text]
    """Where one may not go alone."""


class OnSite(Clause):
    """How one behaves in front of the client."""

    introduce_as: Onsite[Text]
    """How to introduce oneself."""
    dress: Onsite[Dress]
    """What to wear."""
    id: Onsite[Text]
    """What identification to carry."""
    ppe: Onsite[tuple[Text, ...]]
    """Protective equipment to bring."""
    arrival: Onsite[Arrival]
    """How early or late one may arrive."""
    site: Onsite[Site]
    """The rules of the building."""
    check_in: Onsite[tuple[CheckIn, ...]]
    """The calls of a visit: at the least one on arrival and one before leaving."""
    no_answer: InOrder[Onsite[tuple[NoAnswer, ...]]]
    """What to do when nobody answers, step by step; the last step reaches somebody."""
    conduct: Onsite[tuple[Text, ...]]
    """What one does not do or say at the client's."""


class DataRole(Choice):
    """What the partner is under data-protection law."""

    NONE = "none"
    PROCESSOR = "processor"
    SUB_PROCESSOR = "sub_processor"
    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint_controller"


class DataProtection(Clause):
    """How personal data is treated."""

    role: Onsite[DataRole]
    """What the partner is under data-protection law (UK GDPR and GDPR, article 4)."""
    agreement_signed: Beside[Commercial[Date]]
    """The day on which the data processing agreement was signed."""
    breach_notify_within: Onsite[Duration]
    """How soon we are told of a breach."""


class Access(Clause):
    """How the partner reaches systems."""

    named_accounts: Onsite[YesNo]
    """Whether every person has an account of their own."""
    mfa: Onsite[YesNo]
    """Whether a second factor is needed."""
    tools: Onsite[tuple[Text, ...]]
    """The tools that are allowed."""
    standing_admin: Onsite[YesNo]
    """Whether anybody keeps administrator rights between jobs."""
    offboard_within: Onsite[Duration]
    """How soon access ends when somebody leaves."""


class Incident(Block):
    """Something that went wrong, and what to do."""

    key: ClassVar[str | None] = "kind"

    kind: Onsite[Text]
    """What happened: injury, damage, data breach, angry client."""
    tell: Onsite[Id]
    """Whom to tell: a contact's id or purpose."""
    within: Onsite[Duration]
    """How soon."""
    then: Onsite[Text]
    """What to do next."""


class Security(Clause):
    """Data, access, and what to do when things go wrong."""

    data: Onsite[DataProtection]
    """How personal data is treated."""
    access: Onsite[Access]
    """How the partner reaches systems."""
    incidents: Onsite[tuple[Incident, ...]]
    """What to do when something goes wrong."""
    conduct_ladder: InOrder[Commercial[tuple[Text, ...]]]
    """What follows from breaking these rules, step by step."""


class Subcontract(Clause):
    """The partner works in our name: what, how well, for how much, and how on site."""

    scope: Onsite[Scope]
    """What the partner does and does not do."""
    standards: Onsite[Standards]
    """The standards that the work is done to."""
    pricing: Commercial[Pricing]
    """What the work costs."""
    invoicing: Commercial[Invoicing]
    """When and how the bill is sent."""
    payment: Commercial[Payment]
    """When and how the bill is paid."""
    tax: Commercial[Tax]
    """How tax is treated."""
    on_site: Onsite[OnSite]
    """How one behaves in front of the client."""
    security: Onsite[Security]
    """Data, access, and what to do when things go wrong."""
