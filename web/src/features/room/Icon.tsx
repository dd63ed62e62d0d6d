const SHAPES = {
  microphone: <path d="M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3M5 11a7 7 0 0 0 14 0M12 18v3" />,
  "microphone-off": (
    <path d="m3 3 18 18M9 9v2a3 3 0 0 0 4.5 2.6M15 11.500V6a3 3 0 0 0-5.700-1.300M5 11a7 7 0 0 0 11 5.700M19 11a7 7 0 0 1-.6 2.800M12 18v3" />
  ),
  camera: (
    <path d="M4 7h10a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1M15 11l6-4v10l-6-4" />
  ),
  "camera-off": (
    <path d="m3 3 18 18M8 7h6a1 1 0 0 1 1 1v6M14.500 17H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1M15 11l6-4v10l-3-2" />
  ),
  screen: (
    <path d="M4 4h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1M8 20h8M12 13V7M9.500 9.500 12 7l2.500 2.500" />
  ),
  chat: (
    <path d="M5 4h14a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-9l-4 4v-4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1M8 8h8M8 12h5" />
  ),
  details: <path d="M4 18v-4M9 18v-8M14 18V6M19 18v-9" />,
  "small-window": (
    <path d="M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1M12 12h6v4h-6z" />
  ),
  panel: (
    <path d="M5 3h14a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1M8 8h8M8 12h8M8 16h5" />
  ),
  "hang-up": <path d="M3 14c5-5 13-5 18 0l-3 3-3-2v-3a12 12 0 0 0-6 0v3l-3 2z" />,
};

export type IconName = keyof typeof SHAPES;

/** Always beside or under words that say the same. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
