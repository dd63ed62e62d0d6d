import { type ReactNode, useEffect, useId, useState } from "react";

const SEEN_AFTER_MS = 500;

/** Something that may take seconds goes on; how far it is, nobody knows. What is over at once is not shown. */
export function Working({ children }: { children: ReactNode }) {
  const id = useId();
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!seen) return null;
  return (
    <div className="working">
      <p id={id} role="status">
        {children}
      </p>
      <progress aria-labelledby={id} />
    </div>
  );
}
