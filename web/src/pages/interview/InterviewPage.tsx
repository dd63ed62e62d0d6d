import { InterviewRoom } from "../../features/room/InterviewRoom";
import "../../features/room/room.css";

/** `/interview/{id}`. Lets itself be opened by anybody: signing in and rights are part of what it says in words. */
export default function InterviewPage({ interviewId }: { interviewId: string }) {
  return <InterviewRoom key={interviewId} interviewId={interviewId} />;
}
