type Props = { id?: string; words: readonly string[] | undefined };

/** What to think about before going on; read out when it comes. It is there before its words. */
export function Cautions({ id, words = [] }: Props) {
  return (
    <div className="cautions" role="status" id={id}>
      {words.map((one) => (
        <p key={one}>{one}</p>
      ))}
    </div>
  );
}
