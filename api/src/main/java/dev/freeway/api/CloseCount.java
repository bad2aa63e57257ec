package dev.freeway.api;

import dev.freeway.api.tokens.Prompts;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Size;
import dev.freeway.core.member.Member;

/** Where a plan caps prompts, one that comes close to the cap is counted to the token. */
final class CloseCount {
    /** By so much of it an estimate may be wrong. */
    private static final double CLOSE = 0.1;

    private CloseCount() {}

    static Ask of(Ask ask, Member member, Prompts prompts) {
        long likely = ask.size().likelyInputTokens();
        boolean close =
                member.plan().inputCaps().anyMatch(cap -> Math.abs(likely - cap) < CLOSE * cap);
        if (!close || ask.recording().isPresent()) {
            return ask;
        }
        long beside = likely - Math.min(likely, prompts.estimate(ask.model(), ask.body()));
        long counted = prompts.count(ask.model(), ask.body()) + beside;
        Size size = ask.size();
        return ask.sized(
                new Size(
                        size.inputTokens(),
                        Math.min(size.inputTokens(), counted),
                        size.outputTokensMax(),
                        size.answers(),
                        size.media()));
    }
}
