import type { Code } from "../../call/verification";

/** 256 plain words, no two of which sound alike. The same in every language: they are compared aloud. */
export const CALL_WORDS: readonly string[] = `
  acorn album almond alpine anchor antler apron arrow atlas autumn avocado badge bagel baker bagpipe
  balloon bamboo banjo basket beach beacon beaver beetle bicycle biscuit bishop blanket blossom boat
  bonnet bottle boulder bracelet breeze bridge broom bubble buckle buffalo bulb butter button cabin
  cactus camel candle canyon caravan carpet cashew castle cedar cello chalk chapel cherry chimney circus
  clover cobalt coffee comet compass copper coral cousin cricket crown crystal cushion daisy dancer
  desert diamond diary dolphin domino dragon drum dune eagle echo elbow elephant emerald engine envelope
  fabric falcon feather ferry festival fiddle flamingo flute forest fortune fossil fox galaxy garden
  garlic ginger giraffe glacier goblet gondola goose granite grape guitar hammer hammock harbor harvest
  hazel hedge helmet heron honey hotel husky igloo iris island ivory jacket jaguar jelly jigsaw journey
  jungle kayak kettle kitchen kite koala ladder lagoon lantern lavender lemon leopard letter library
  lighthouse lilac lizard lobster lotus magnet mango maple marble market meadow melody meteor mirror
  mitten monkey morning mountain muffin museum mustard napkin narwhal nephew nest noodle nugget nutmeg
  oasis ocean olive onion opera orange orbit orchard otter oven owl palace panda paper pasta pasture
  pearl pebble pelican pencil penguin piano picnic pigeon pillow pirate planet polar popcorn porcelain
  postcard prairie prism pudding pumpkin puzzle pyramid quartz quilt rabbit radio rainbow raven ribbon
  river rocket rooster saddle sailor sapphire sardine satellite scarf school seashell sparrow spider
  spoon squirrel summer sunset sweater tapestry teapot thunder tiger tomato tractor trumpet tulip tunnel
  turtle umbrella valley vanilla violin wagon walnut whale window yogurt zebra zigzag
`
  .trim()
  .split(/\s+/);

/** As it is read aloud: "acorn, maple, tiger, wagon, 042". */
export function spoken([a, b, c, d, digits]: Code): string {
  const words = [a, b, c, d].map((number) => CALL_WORDS[number]);
  return [...words, String(digits).padStart(3, "0")].join(" · ");
}
