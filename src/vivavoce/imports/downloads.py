"""Files that people download: written while the transaction is open, sent when it is over.

A slow download would else keep a connection and, on SQLite, the log from being emptied. Beyond a mebibyte the text is
on disk, so memory stays bounded whatever the number of rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile

from starlette.responses import StreamingResponse

IN_MEMORY = 1024 * 1024
CHUNK = 64 * 1024


def download(lines: Iterable[str], media_type: str, headers: Mapping[str, str]) -> StreamingResponse:
    """Goes through `lines` at once. `headers` hold the Content-Disposition."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (it is closed when it has been sent)
    try:
        for line in lines:
            file.write(line.encode())
        size = file.tell()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return StreamingResponse(
        _chunks(file),
        media_type=media_type,
        headers={**headers, "Content-Length": str(size)},
    )


def _chunks(file: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
