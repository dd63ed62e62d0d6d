/** What only interviews with a lobby need, in one piece. */
import "../../laterWords";

export { LobbyPanel } from "./LobbyPanel";
export { LobbyWords, NotLetIn } from "./LobbyWords";
