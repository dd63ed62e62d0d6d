import "../../officeWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { CycleCard } from "../../features/cycles/CycleCard";
import { NewCycleDialog } from "../../features/cycles/NewCycleDialog";
import { useCycles } from "../../features/cycles/queries";
import { LoadError } from "../../session/LoadError";
import { Page } from "../../session/Page";
import { useTrouble } from "../../session/useTrouble";
import { Button } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";

export default function Cycles() {
  const { t } = useLingui();
  const [creating, setCreating] = useState(false);
  return (
    <Page
      title={t`Cycles`}
      lead={<Trans>Each intake goes through nine phases, one step at a time.</Trans>}
      actions={
        <Button tone="primary" onClick={() => setCreating(true)}>
          <Trans>New cycle</Trans>
        </Button>
      }
    >
      <List />
      {creating && <NewCycleDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function List() {
  const cycles = useCycles();
  const trouble = useTrouble(cycles);
  if (trouble) return <LoadError error={trouble} retry={cycles.refetch} />;
  if (!cycles.data) return <Skeleton />;
  if (cycles.data.items.length === 0)
    return (
      <p className="card empty">
        <Trans>No cycle yet. Create one, and students can apply.</Trans>
      </p>
    );
  return (
    <>
      <h2 className="hidden-visually">
        <Trans>All cycles</Trans>
      </h2>
      <div className="cycle-cards">
        {cycles.data.items.map((cycle) => (
          <CycleCard key={cycle.id} cycle={cycle} />
        ))}
      </div>
    </>
  );
}
