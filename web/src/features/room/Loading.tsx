import { Skeleton } from "../../ui/Skeleton";
import { RoomBar } from "./RoomBar";

export function Loading() {
  return (
    <>
      <RoomBar />
      <main className="room-main">
        <Skeleton lines={6} />
      </main>
    </>
  );
}
