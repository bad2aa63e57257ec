package dev.freeway.emulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of Cloudflare's models (pricing page, 2026-09).
 *
 * @param input neurons per million tokens; of audio, per minute; of images, per tile
 * @param output neurons per million tokens; of images, per step
 * @param paidOnly not served on the free plan
 */
record CloudflareModel(Task task, double input, double output, boolean paidOnly) {
    /** What a model does, and how often a minute an account may ask for it. */
    enum Task {
        TEXT("Text Generation", 300),
        EMBEDDINGS("Text Embeddings", 3_000),
        LARGE_EMBEDDINGS("Text Embeddings", 1_500),
        SPEECH("Automatic Speech Recognition", 720),
        IMAGE("Text-to-Image", 720);

        final String title;
        final int perMinute;

        Task(String title, int perMinute) {
            this.title = title;
            this.perMinute = perMinute;
        }

        boolean serves(Kind kind) {
            return switch (this) {
                case TEXT -> kind == Kind.CHAT || kind == Kind.RESPONSE;
                case EMBEDDINGS, LARGE_EMBEDDINGS -> kind == Kind.EMBEDDING;
                case SPEECH -> kind == Kind.TRANSCRIPT;
                case IMAGE -> kind == Kind.IMAGE;
            };
        }
    }

    static Map<String, CloudflareModel> all() {
        Map<String, CloudflareModel> all = new LinkedHashMap<>();
        TEXTS.lines().map(line -> line.split(" ", -1)).forEach(row -> all.put(row[0], text(row)));
        PAID.lines().map(line -> line.split(" ", -1)).forEach(row -> all.put(row[0], paid(row)));
        all.put("@cf/baai/bge-small-en-v1.5", embeddings(1_841));
        all.put("@cf/baai/bge-base-en-v1.5", embeddings(6_058));
        all.put(
                "@cf/baai/bge-large-en-v1.5",
                new CloudflareModel(Task.LARGE_EMBEDDINGS, 18_582, 0, false));
        all.put("@cf/baai/bge-m3", embeddings(1_075));
        all.put("@cf/qwen/qwen3-embedding-0.6b", embeddings(1_075));
        all.put("@cf/openai/whisper", new CloudflareModel(Task.SPEECH, 41.14, 0, false));
        all.put(
                "@cf/openai/whisper-large-v3-turbo",
                new CloudflareModel(Task.SPEECH, 46.63, 0, false));
        all.put(
                "@cf/black-forest-labs/flux-1-schnell",
                new CloudflareModel(Task.IMAGE, 4.80, 9.60, false));
        return all;
    }

    private static CloudflareModel text(String[] row) {
        return new CloudflareModel(
                Task.TEXT, Double.parseDouble(row[1]), Double.parseDouble(row[2]), false);
    }

    private static CloudflareModel paid(String[] row) {
        return new CloudflareModel(
                Task.TEXT, Double.parseDouble(row[1]), Double.parseDouble(row[2]), true);
    }

    private static CloudflareModel embeddings(double input) {
        return new CloudflareModel(Task.EMBEDDINGS, input, 0, false);
    }

    int dimensions(String name) {
        return name.contains("small") ? 384 : name.contains("base") ? 768 : 1_024;
    }

    private static final String TEXTS =
            """
            @cf/meta/llama-3.2-1b-instruct 2457 18252
            @cf/meta/llama-3.2-3b-instruct 4625 30475
            @cf/meta/llama-3.1-8b-instruct-fp8-fast 4119 34868
            @cf/meta/llama-3.2-11b-vision-instruct 4410 61493
            @cf/meta/llama-3.1-70b-instruct-fp8-fast 26668 204805
            @cf/meta/llama-3.3-70b-instruct-fp8-fast 26668 204805
            @cf/deepseek-ai/deepseek-r1-distill-qwen-32b 45170 443756
            @cf/mistral/mistral-7b-instruct-v0.1 10000 17300
            @cf/mistralai/mistral-small-3.1-24b-instruct 31876 50488
            @cf/meta/llama-3.1-8b-instruct 25608 75147
            @cf/meta/llama-3.1-8b-instruct-fp8 13778 26128
            @cf/meta/llama-3.1-8b-instruct-awq 11161 24215
            @cf/meta/llama-guard-3-8b 44003 2730
            @cf/meta/llama-4-scout-17b-16e-instruct 24545 77273
            @cf/google/gemma-3-12b-it 31371 50560
            @cf/google/gemma-4-26b-a4b-it 9091 27273
            @cf/qwen/qwq-32b 60000 90909
            @cf/qwen/qwen2.5-coder-32b-instruct 60000 90909
            @cf/qwen/qwen3-30b-a3b-fp8 4625 30475
            @cf/qwen/qwen3.8-27b 40909 290909
            @cf/openai/gpt-oss-120b 31818 68182
            @cf/openai/gpt-oss-20b 18182 27273
            @cf/ibm-granite/granite-4.0-h-micro 1542 10158
            @cf/zai-org/glm-4.7-flash 5500 36400
            @cf/nvidia/nemotron-3-120b-a12b 45455 136364\
            """;

    /** The first has a published price; the others are assumed to cost as much. */
    private static final String PAID =
            """
            @cf/moonshotai/kimi-k2.6 86364 363636
            @cf/moonshotai/kimi-k2.7-code 86364 363636
            @cf/zai-org/glm-5.2 86364 363636
            @cf/zai-org/glm-5.3 86364 363636
            @cf/zai-org/glm-5.3-flash 86364 363636
            @cf/deepseek-ai/deepseek-v4-flash-0731 86364 363636
            @cf/deepseek-ai/deepseek-v4-pro-0813 86364 363636\
            """;
}
