import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { listTemplates, type Template, tryTemplate } from "../../api/messagesApi";
import { errorWords } from "../../api/words";
import { LoadError } from "../../session/LoadError";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Button } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/toast";
import { useKindWords } from "./useMessageWords";

/** Every mail as people get it, with made-up facts. */
export function Templates() {
  const templates = useQuery({ queryKey: ["mail-templates"], queryFn: listTemplates });
  const trouble = useTrouble(templates);
  return (
    <section className="card tool" aria-labelledby="templates">
      <h2 id="templates">
        <Trans>What mails look like</Trans>
      </h2>
      {trouble ? (
        <LoadError error={trouble} retry={templates.refetch} />
      ) : templates.data ? (
        <ul className="templates">
          {templates.data.items.map((one) => (
            <TemplateRow key={one.kind} template={one} />
          ))}
        </ul>
      ) : (
        <Skeleton lines={4} />
      )}
    </section>
  );
}

function TemplateRow({ template }: { template: Template }) {
  const { t } = useLingui();
  const me = useMe();
  const words = useKindWords()(template.kind);
  const send = useMutation({
    mutationFn: () => tryTemplate(template.kind),
    onSuccess: () => toast(t`A test is on its way to ${me.email}`),
  });
  const alike = template.text === template.for_students;
  return (
    <li>
      <details>
        <summary>{words}</summary>
        <div className="stack">
          {!alike && <h3 className="small quiet">{t`To students`}</h3>}
          <pre className="message-text">{template.for_students}</pre>
          {!alike && <h3 className="small quiet">{t`To the office`}</h3>}
          {!alike && <pre className="message-text">{template.text}</pre>}
          {send.error && (
            <p className="list-problem small" role="alert">
              {errorWords(send.error)}
            </p>
          )}
          <div>
            <Button small aria-disabled={send.isPending || undefined} onClick={() => send.mutate()}>
              <Trans>Send a test to me</Trans>
            </Button>
          </div>
        </div>
      </details>
    </li>
  );
}
