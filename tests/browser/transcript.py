"""Everything that a person's pages ever receive from the server's API and socket, word for word."""

from playwright.sync_api import BrowserContext

LISTEN = """(() => {
  const fetched = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await fetched(...asked);
    answer.clone().text().then(overheard, () => undefined);
    return answer;
  };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => overheard(data));
    }
  };
})();"""


class Transcript:
    """Make it before the first page of the context loads."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[str] = []
        context.expose_function("overheard", self._hear)
        context.add_init_script(LISTEN)

    def _hear(self, words: str) -> None:
        self.heard.append(words)

    def mentions(self, words: str) -> bool:
        return any(words in one for one in self.heard)
