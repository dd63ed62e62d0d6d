import { useQuery } from "@tanstack/react-query";
import { listMessages } from "../../api/messagesApi";

/** Whether a mail would only be kept, as no mail server is set up; asked once it matters. */
export function useGoesNowhere(asked: boolean): boolean {
  const newest = useQuery({
    queryKey: ["messages", "delivery"],
    queryFn: () => listMessages({ limit: 1 }),
    enabled: asked,
  });
  return asked && newest.data?.outbox.delivery === "folder";
}
