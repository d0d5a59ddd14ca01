"""An address brings back the exact list."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from jianyou.web.desk.listing import NAME, URGENT, Listing, page_of
from jianyou.web.desk.work.records import FileState

LISTINGS = st.builds(
    Listing,
    state=st.none() | st.sampled_from(FileState),
    search=st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(str.strip),
    sort=st.sampled_from([URGENT, NAME]),
    page=st.integers(1, 9_999_999),
)


@given(LISTINGS)
def test_a_list_is_told_by_its_address(listing: Listing) -> None:
    assert Listing.of(QueryDict(listing.query.removeprefix("?"))) == listing


@given(
    st.dictionaries(
        st.sampled_from(["state", "q", "sort", "page"]), st.text(st.characters(exclude_categories=["Cs"]))
    )
)
def test_any_address_tells_some_list(query: dict[str, str]) -> None:
    asked = QueryDict(mutable=True)
    asked.update(query)
    listing = Listing.of(asked)
    assert listing.page >= 1
    assert Listing.of(QueryDict(listing.query.removeprefix("?"))) == listing


@given(st.integers(0, 60), st.integers(-3, 20), st.integers(1, 7))
def test_pages_hold_everything_once(count: int, number: int, length: int) -> None:
    page = page_of(range(count), number, length)
    assert 1 <= page.number <= page.last
    everything = [item for at in range(1, page.last + 1) for item in page_of(range(count), at, length).items]
    assert everything == list(range(count))
    assert (page.before, page.after) == (page.number - 1, page.number + 1 if page.number < page.last else 0)
    assert list(page.items) == list(range(page.first_item - 1, page.last_item))
