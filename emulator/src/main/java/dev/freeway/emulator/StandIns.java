package dev.freeway.emulator;

import java.util.List;

/** Every stand-in that counts requests one by one. */
final class StandIns {
    private StandIns() {}

    /** Those that have counted nothing yet. */
    static List<StandIn> known() {
        return List.of(
                new OpenRouter(),
                new Cerebras(),
                new GitHubModels(),
                new Gemini(),
                new Cloudflare(),
                new HuggingFace(),
                new Vercel(),
                new Nvidia(),
                new Hyperbolic(),
                new Fireworks(),
                new OpenAi(),
                new Groq(),
                new Together(),
                new SambaNova());
    }
}
