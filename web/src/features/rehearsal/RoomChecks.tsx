import { startRoomCheck } from "../../api/roomApi";
import { saveRehearsal, startRehearsal } from "../../api/studentApi";
import type { Room } from "../../api/types";
import type { DeviceControls, LocalMedia } from "../../call/types";
import { DeviceChecks } from "./DeviceChecks";

type Props = { call: DeviceControls; local: LocalMedia; room: Room };

/** The checks in front of the room. A student's result is kept there, too: it is the newest. */
export default function RoomChecks({ call, local, room }: Props) {
  if (room.me.role !== "student")
    return <DeviceChecks call={call} local={local} credentials={() => startRoomCheck(room.id)} />;
  return (
    <DeviceChecks
      call={call}
      local={local}
      credentials={() => startRehearsal(room.id)}
      save={async (found) => (await saveRehearsal(room.id, found)).rehearsal}
    />
  );
}
