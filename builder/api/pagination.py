"""Lists by cursor: a page stays right while things are added or go away."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination, _positive_int

from builder.api.problems import refuse
from builder.conf import setting


class CursorPages(CursorPagination):
    """Answers `{next, previous, results}`; `page_size` asks for shorter or longer pages."""

    page_size_query_param = "page_size"

    def decode_cursor(self, request: Any) -> Any:
        try:
            return super().decode_cursor(request)
        except NotFound as error:
            raise refuse("cursor", "This is no cursor of a page. Follow the links of the answers.") from error

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> tuple[str, ...]:
        """As the queryset is ordered, which the views choose from fixed lists."""
        return tuple(queryset.query.order_by or queryset.model._meta.ordering or ("-pk",))

    def get_page_size(self, request: Any) -> int:
        wanted = request.query_params.get(self.page_size_query_param)
        if wanted is None:
            return int(setting("PAGE_SIZE"))
        try:
            return _positive_int(wanted, strict=True, cutoff=int(setting("PAGE_SIZE_MAX")))
        except ValueError:
            return int(setting("PAGE_SIZE"))
