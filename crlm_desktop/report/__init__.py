"""The one-page report: what it says (content), how it is set (layout), how it is written (export)."""

from crlm_desktop.late_import import let_wait

let_wait("PIL.Image")  # for pictures in pages; ours has none
let_wait("urllib.request")  # for outlines fetched from the web; nothing here is
