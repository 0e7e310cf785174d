"""What a referral earns: by hand, by properties, and by a count of pennies that shares no code."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.records.referral import Fee
from macros.records.scalars import Duration, Money
from macros.terms.deal import CurrenciesDiffer, Deal, Figure, FigureWanted, charges
from macros.terms.fees import Earned, LineKind, TermsUnclear, fee_currency, fee_earned

CASES = 10_000


def fee(**fields: object) -> Fee:
    return Fee.model_validate(fields)


def money(text: str | None) -> Money | None:
    return Money.parse(text) if text else None


def deal(**figures: str | int) -> Deal:
    said = {name: money(each) if isinstance(each, str) else each for name, each in figures.items()}
    return Deal(**said)  # type: ignore[arg-type]


def earned(terms: Fee, business: Deal) -> Earned:
    found = fee_earned(terms, business)
    assert found is not None
    return found


def pounds(amount: int | Decimal) -> str:
    return f"GBP {amount}"


STEPS = [{"above": "10000", "percent": "7.5%"}, {"above": "50000", "percent": "5%"}]
SEATS = [{"above": "20", "amount": "GBP 15.00"}]
FIRST_YEAR = {"kind": "percent", "percent": "10%", "of": "first_year"}
MONTHLY = {"kind": "percent", "percent": "5%", "of": "monthly_recurring"}
MARGINAL = {"tiers_apply": "to_the_part_above"}
WHOLE = {"tiers_apply": "to_everything"}
LATER = {"tiers_apply": "to_later_referrals"}
SHARE = {"kind": "percent", "percent": "10%", "of": "contract_value", "tiers": STEPS}
PER_SEAT = {"kind": "per_unit", "per": "seat", "amount": "GBP 12.00"}
FLAT = {
    "kind": "flat",
    "amount": "GBP 250",
    "tiers": [{"above": "10", "amount": "GBP 300"}],
}


# By hand


@pytest.mark.parametrize(
    ("terms", "business", "total"),
    [
        # T4 of the real terms: 10%, 5% and 15%, at least USD 500.
        ({**FIRST_YEAR, "minimum": "USD 500"}, {"value": "USD 12000"}, "USD 1200.00"),
        (
            {**FIRST_YEAR, "percent": "5%", "minimum": "USD 500"},
            {"value": "USD 9000"},
            "USD 500.00",
        ),
        (
            {**FIRST_YEAR, "percent": "15%", "of": "contract_value", "minimum": "USD 500"},
            {"value": "USD 36000"},
            "USD 5400.00",
        ),
        # The guide's example: GBP 240.00 a month, 10% of the first year.
        (FIRST_YEAR, {"monthly": "GBP 240.00"}, "GBP 288.00"),
        (FIRST_YEAR, {"monthly": "GBP 240.00", "months": 36}, "GBP 288.00"),
        (FIRST_YEAR, {"monthly": "GBP 240.00", "months": 6}, "GBP 144.00"),
        (FIRST_YEAR, {"monthly": "GBP 240.00", "setup": "GBP 100"}, "GBP 298.00"),
        (FIRST_YEAR, {"value": "GBP 12000", "months": 12}, "GBP 1200.00"),
        # What the contract is worth counts, whatever else another fee needs to know.
        (FIRST_YEAR, {"value": "GBP 30000", "monthly": "GBP 900.00"}, "GBP 3000.00"),
        (FIRST_YEAR, {"value": "GBP 36000", "monthly": "GBP 900", "months": 36}, "GBP 1080.00"),
        ({**FIRST_YEAR, "cap": "GBP 2,500"}, {"value": "GBP 25000.10"}, "GBP 2500.00"),
        ({**FIRST_YEAR, "of": "contract_value"}, {"monthly": "GBP 50", "months": 24}, "GBP 120.00"),
        ({**FIRST_YEAR, "of": "first_invoice"}, {"first_invoice": "GBP 333.35"}, "GBP 33.34"),
        ({**FIRST_YEAR, "of": "setup"}, {"setup": "GBP 333.34"}, "GBP 33.33"),
        (
            {
                **FIRST_YEAR,
                "percent": "20%",
                "of": "gross_profit",
                "minimum": "GBP 75",
                "cap": "GBP 750",
            },
            {"gross_profit": "GBP 370"},
            "GBP 75.00",
        ),
        # A share of each monthly charge; each month is rounded, as it is billed by itself.
        ({**MONTHLY, "lasts": "12 months"}, {"monthly": "GBP 33.33"}, "GBP 20.04"),
        ({**MONTHLY, "lasts": "2 years"}, {"monthly": "GBP 200", "months": 12}, "GBP 120.00"),
        ({**MONTHLY, "lasts": "1 month"}, {"monthly": "GBP 200"}, "GBP 10.00"),
        (
            {**MONTHLY, "ends_when": "the client leaves"},
            {"monthly": "GBP 200", "months": 30},
            "GBP 300.00",
        ),
        (
            {"kind": "months_of_recurring", "months": "1.5"},
            {"monthly": "GBP 33.33"},
            "GBP 50.00",
        ),
        # Steps.
        ({**SHARE, **MARGINAL}, {"value": "GBP 10000"}, "GBP 1000.00"),
        ({**SHARE, **MARGINAL}, {"value": "GBP 60000"}, "GBP 4500.00"),
        ({**SHARE, **WHOLE}, {"value": "GBP 10000"}, "GBP 1000.00"),
        ({**SHARE, **WHOLE}, {"value": "GBP 10000.01"}, "GBP 750.00"),
        ({**SHARE, **WHOLE}, {"value": "GBP 60000"}, "GBP 3000.00"),
        ({**SHARE, **LATER}, {"value": "GBP 60000", "referral": 10000}, "GBP 6000.00"),
        ({**SHARE, **LATER}, {"value": "GBP 60000", "referral": 10001}, "GBP 4500.00"),
        ({**SHARE, **MARGINAL}, {"value": "GBP 0"}, "GBP 0.00"),
        ({**PER_SEAT, "tiers": SEATS, **MARGINAL}, {"units": 30}, "GBP 390.00"),
        ({**PER_SEAT, "tiers": SEATS, **WHOLE}, {"units": 30}, "GBP 450.00"),
        ({**PER_SEAT, "tiers": SEATS, **WHOLE}, {"units": 20}, "GBP 240.00"),
        (PER_SEAT, {"units": 7}, "GBP 84.00"),
        ({**FLAT, **WHOLE}, {"value": "GBP 10"}, "GBP 250.00"),
        ({**FLAT, **WHOLE}, {"value": "GBP 10.01"}, "GBP 300.00"),
        ({**FLAT, **LATER}, {"referral": 10}, "GBP 250.00"),
        ({**FLAT, **LATER}, {"referral": 11}, "GBP 300.00"),
        # What is below the first step earns nothing where nothing else is said.
        (
            {name: each for name, each in SHARE.items() if name != "percent"} | MARGINAL,
            {"value": "GBP 12000"},
            "GBP 150.00",
        ),
        ({"kind": "credit", "amount": "GBP 150.00"}, {}, "GBP 150.00"),
        ({"kind": "gift", "amount": "GBP 20"}, {}, "GBP 20.00"),
        # Whole yen, and a half rounded up.
        (FIRST_YEAR, {"value": "JPY 12345"}, "JPY 1235"),
        (FIRST_YEAR, {"value": "KWD 1.235"}, "KWD 0.124"),
    ],
)
def test_a_fee_is_what_one_works_out_by_hand(
    terms: dict[str, object], business: dict[str, str | int], total: str
) -> None:
    found = earned(fee(**terms), deal(**business))
    assert str(found.total) == total


@pytest.mark.parametrize("kind", ["none", "reciprocal", "gift"])
def test_what_is_no_money_has_no_amount(kind: str) -> None:
    assert fee_earned(fee(kind=kind), deal(value="GBP 100")) is None


@pytest.mark.parametrize(
    ("terms", "business", "figure"),
    [
        (FIRST_YEAR, {}, Figure.VALUE),
        (FIRST_YEAR, {"value": "GBP 36000", "months": 36}, Figure.MONTHLY),
        ({**FIRST_YEAR, "of": "contract_value"}, {"monthly": "GBP 50"}, Figure.VALUE),
        ({**FIRST_YEAR, "of": "gross_profit"}, {"value": "GBP 100"}, Figure.GROSS_PROFIT),
        ({**FIRST_YEAR, "of": "first_invoice"}, {"value": "GBP 100"}, Figure.FIRST_INVOICE),
        ({**FIRST_YEAR, "of": "setup"}, {"value": "GBP 100"}, Figure.SETUP),
        ({**MONTHLY, "lasts": "1 year"}, {"value": "GBP 100"}, Figure.MONTHLY),
        ({**MONTHLY, "ends_when": "they leave"}, {"monthly": "GBP 100"}, Figure.MONTHS),
        ({"kind": "months_of_recurring", "months": "2"}, {"value": "GBP 1"}, Figure.MONTHLY),
        (PER_SEAT, {"value": "GBP 100"}, Figure.UNITS),
        ({**FLAT, **WHOLE}, {"referral": 3}, Figure.VALUE),
        ({**FLAT, **LATER}, {"value": "GBP 100"}, Figure.REFERRAL),
    ],
)
def test_a_figure_that_is_missing_is_asked_for(
    terms: dict[str, object], business: dict[str, str | int], figure: Figure
) -> None:
    with pytest.raises(FigureWanted) as asked:
        fee_earned(fee(**terms), deal(**business))
    assert asked.value.figure is figure


@pytest.mark.parametrize(
    ("terms", "business", "figure"),
    [
        ({**FIRST_YEAR, "minimum": "GBP 50"}, {"value": "EUR 100"}, Figure.VALUE),
        ({**FIRST_YEAR, "cap": "GBP 50"}, {"monthly": "EUR 100"}, Figure.MONTHLY),
        (FIRST_YEAR, {"monthly": "GBP 100", "setup": "EUR 5"}, Figure.SETUP),
        ({**FLAT, **WHOLE}, {"value": "EUR 100"}, Figure.VALUE),
        (
            {"kind": "months_of_recurring", "months": "2", "minimum": "GBP 5"},
            {"monthly": "EUR 1"},
            Figure.MONTHLY,
        ),
    ],
)
def test_currencies_are_never_mixed(
    terms: dict[str, object], business: dict[str, str | int], figure: Figure
) -> None:
    with pytest.raises(CurrenciesDiffer) as refused:
        fee_earned(fee(**terms), deal(**business))
    assert refused.value.figure is figure
    assert (refused.value.given, refused.value.wanted) == ("EUR", "GBP")


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"kind": "flat"},
        {"kind": "percent", "percent": "10%"},
        {"kind": "percent", "of": "first_year"},
        {"kind": "months_of_recurring"},
        MONTHLY,
        SHARE,
        FLAT,
        {**FLAT, **MARGINAL},
        {**FIRST_YEAR, "minimum": "GBP 1", "cap": "EUR 2"},
    ],
)
def test_terms_that_do_not_settle_an_amount_give_none(terms: dict[str, object]) -> None:
    business = deal(value="GBP 100", monthly="GBP 10", months=12, units=5, referral=1)
    with pytest.raises(TermsUnclear):
        fee_earned(fee(**terms), business)


@pytest.mark.parametrize(
    ("length", "number"),
    [
        ("1 month", 1),
        ("12 months", 12),
        ("6 weeks", 2),
        ("2 years", 24),
        ("90 days", 3),
        ("91 days", 4),
        ("1 week", 1),
        ("0 days", 0),
    ],
)
def test_a_length_of_time_has_so_many_monthly_charges(length: str, number: int) -> None:
    assert charges(Duration.parse(length)) == number


def test_a_fee_has_the_currency_of_its_amounts() -> None:
    assert fee_currency(fee(**PER_SEAT, tiers=SEATS)) == "GBP"
    assert fee_currency(fee(**FIRST_YEAR, cap="USD 1")) == "USD"
    assert fee_currency(fee(**FIRST_YEAR)) == ""


def test_lines_say_how_the_fee_comes_about() -> None:
    found = earned(
        fee(**{**SHARE, **MARGINAL}, cap="GBP 2,000"),
        deal(value="GBP 60000"),
    )
    assert [
        (line.kind, str(line.amount), str(line.above), str(line.up_to)) for line in found.lines
    ] == [
        (LineKind.SHARE, "GBP 1000.00", "0", "10000"),
        (LineKind.SHARE, "GBP 3000.00", "10000", "50000"),
        (LineKind.SHARE, "GBP 500.00", "50000", "None"),
        (LineKind.CAP, "GBP -2500.00", "None", "None"),
    ]
    assert str(found.base) == "GBP 60000"


# Properties

AMOUNTS = st.decimals(0, 1_000_000, places=2)
PERCENTS = st.decimals(0, 100, places=2)
RISING = st.lists(
    st.tuples(st.decimals(0, 100_000, places=2), PERCENTS),
    max_size=4,
    unique_by=lambda step: step[0],
)


@st.composite
def shares(draw: st.DrawFn) -> Fee:
    """Return a share with any steps and limits that the rules let pass."""
    low, high = sorted(draw(st.tuples(AMOUNTS, AMOUNTS)))
    tiers = [{"above": str(above), "percent": f"{rate}%"} for above, rate in sorted(draw(RISING))]
    limits: dict[str, object] = {
        "minimum": draw(st.sampled_from([None, pounds(low)])),
        "cap": draw(st.sampled_from([None, pounds(high)])),
    }
    return fee(
        kind="percent",
        percent=f"{draw(PERCENTS)}%",
        of="contract_value",
        **({"tiers": tiers, **draw(st.sampled_from([MARGINAL, WHOLE]))} if tiers else {}),
        **{name: value for name, value in limits.items() if value},
    )


@given(shares(), AMOUNTS)
def test_lines_add_up_and_keep_within_the_limits(terms: Fee, value: Decimal) -> None:
    found = earned(terms, Deal(value=Money(value, "GBP")))
    assert sum(line.amount.amount for line in found.lines) == found.total.amount
    assert found.total == found.total.rounded()
    assert terms.minimum is None or found.total.amount >= terms.minimum.amount
    assert terms.cap is None or found.total.amount <= terms.cap.amount


@given(shares(), AMOUNTS, AMOUNTS)
def test_more_business_never_earns_less_by_the_part_above(
    terms: Fee, one: Decimal, other: Decimal
) -> None:
    if terms.tiers_apply == "to_everything":
        terms = terms.model_copy(update={"tiers": None, "tiers_apply": None})
    small, large = sorted((one, other))
    less, more = (
        earned(terms, Deal(value=Money(value, "GBP"))).total.amount for value in (small, large)
    )
    assert less <= more


@given(shares(), AMOUNTS)
def test_parts_cover_the_whole_once(terms: Fee, value: Decimal) -> None:
    found = earned(terms, Deal(value=Money(value, "GBP")))
    bases = [line.base for line in found.lines if line.kind is LineKind.SHARE]
    assert sum(base.amount for base in bases if base) == value


# Ten thousand cases, counted penny by penny


def half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def rate_at(position: int, first: int, steps: list[tuple[int, int]]) -> int:
    """Return the rate of the penny, or unit, that ends at `position`."""
    rate = first
    for above, other in steps:
        if position > above:
            rate = other
    return rate


def counted(whole: int, first: int, steps: list[tuple[int, int]], how: str, nth: int) -> int:
    """Return what a whole earns in pennies, each penny or unit counted one after the other.

    Rates are in millionths of a penny for each.
    """
    if how == "to_later_referrals":
        return half_up(Fraction(whole * rate_at(nth, first, steps), 1_000_000))
    if how == "to_everything":
        return half_up(Fraction(whole * rate_at(whole, first, steps), 1_000_000))
    heaps: dict[int, int] = {}
    for position in range(1, whole + 1):
        step = sum(position > above for above, _ in steps)
        heaps[step] = heaps.get(step, 0) + rate_at(position, first, steps)
    return sum(half_up(Fraction(heap, 1_000_000)) for heap in heaps.values())


def test_ten_thousand_fees_are_as_counted_penny_by_penny() -> None:
    dice = random.Random(20261126)  # noqa: S311 - the same cases on every run
    wrong = []
    for case in range(CASES):
        share = dice.random() < 0.6
        # Shares of pennies in hundredths of a percent; amounts of whole pennies for each unit.
        rates = [dice.randrange(2_000) * (100 if share else 1_000_000) for _ in range(4)]
        starts = sorted(dice.sample(range(1, 400), dice.randrange(4)))
        steps = list(zip(starts, rates[1:], strict=False))
        how = dice.choice(["to_the_part_above", "to_everything", "to_later_referrals"])
        whole, nth = dice.randrange(500), dice.randrange(1, 500)
        low, high = sorted(dice.sample(range(60_000), 2))
        limits = dice.choice([{}, {"minimum": low}, {"cap": high}, {"minimum": low, "cap": high}])
        terms = _written(rates[0], steps, how, share=share, limits=limits)
        business = Deal(
            value=Money(Decimal(whole).scaleb(-2), "GBP") if share else None,
            units=None if share else whole,
            referral=nth,
        )
        expected = counted(whole, rates[0], steps, how, nth)
        expected = max(limits.get("minimum", 0), expected)
        expected = min(limits.get("cap", expected), expected)
        if earned(terms, business).total.amount != Decimal(expected).scaleb(-2):
            wrong.append(case)
    assert wrong == []


def _written(
    first: int,
    steps: list[tuple[int, int]],
    how: str,
    *,
    share: bool,
    limits: dict[str, int],
) -> Fee:
    in_pounds = share and how != "to_later_referrals"

    def figure(rate: int) -> dict[str, str]:
        if share:
            return {"percent": f"{Decimal(rate) / 10_000:.4f}%"}
        return {"amount": pounds(Decimal(rate // 1_000_000).scaleb(-2))}

    tiers = [
        {"above": str(Decimal(above).scaleb(-2) if in_pounds else above), **figure(rate)}
        for above, rate in steps
    ]
    kind = (
        {"kind": "percent", "of": "contract_value"} if share else {"kind": "per_unit", "per": "x"}
    )
    stepped = {"tiers": tiers, "tiers_apply": how} if tiers else {}
    amounts = {name: pounds(Decimal(value).scaleb(-2)) for name, value in limits.items()}
    return fee(**kind, **figure(first), **stepped, **amounts)
