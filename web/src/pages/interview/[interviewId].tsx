import { InterviewRoom } from "../../features/room/InterviewRoom";
import "../../features/room/room.css";

/** `/interview/{id}`: the room, or in words why there is none for this person now. */
export default function InterviewPage({ params }: { params: { id: string } }) {
  return <InterviewRoom interviewId={params.id} />;
}
