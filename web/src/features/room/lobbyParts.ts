/** What only interviews with a lobby need, in one piece. */
export { LobbyPanel } from "./LobbyPanel";
export { LobbyWords, NotLetIn } from "./LobbyWords";
