// The JSON of server-sent events, for clients that leave streams to their callers.
export async function* events(stream) {
  let rest = "";
  for await (const piece of stream) {
    const lines = (rest + piece.toString("utf8")).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith("data: {")) yield JSON.parse(line.slice("data: ".length));
    }
  }
}
