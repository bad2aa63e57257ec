package dev.freeway.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Texts that would run a script or ask for something elsewhere, were they taken for markup. */
final class Payloads {
    private static final String RUN = "window.marker=1;alert(1)";
    private static final String ELSEWHERE = "http://elsewhere.test/x";

    /** RUN and ELSEWHERE stand for what must not happen. */
    private static final List<String> VECTORS =
            """
            <script>RUN</script>
            <script src="ELSEWHERE"></script>
            <img src=x onerror="RUN">
            <img src="ELSEWHERE">
            <img srcset="ELSEWHERE 1x">
            <svg onload="RUN">
            <svg><script>RUN</script></svg>
            <svg><image href="ELSEWHERE"/></svg>
            <svg><a xlink:href="javascript:RUN"><text y="9">x</text></a></svg>
            <svg><animate onbegin="RUN" attributeName="x" dur="1s"></svg>
            <svg><use href="ELSEWHERE#a"/></svg>
            <svg><style><img src=x onerror="RUN"></style></svg>
            <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=RUN&gt;">
            <math href="javascript:RUN">x</math>
            <a href="javascript:RUN">x</a>
            <a href=" &#14; javascript:RUN">x</a>
            <a href="java&#9;script:RUN">x</a>
            <a href="data:text/html,<script>RUN</script>">x</a>
            <a href="vbscript:RUN">x</a>
            <a href="#" onclick="RUN" onmouseover="RUN">x</a>
            <a ping="ELSEWHERE" href="/">x</a>
            <iframe src="javascript:RUN"></iframe>
            <iframe srcdoc="<script>RUN</script>"></iframe>
            <iframe src="ELSEWHERE"></iframe>
            <object data="ELSEWHERE"></object>
            <embed src="ELSEWHERE">
            <video src="ELSEWHERE" autoplay></video>
            <video poster="ELSEWHERE"><source onerror="RUN" src="x"></video>
            <audio src="ELSEWHERE" onerror="RUN"></audio>
            <link rel=stylesheet href="ELSEWHERE">
            <link rel=preload as=image href="ELSEWHERE">
            <style>@import 'ELSEWHERE';</style>
            <style>body{background:url(ELSEWHERE)}</style>
            <p style="background:url(ELSEWHERE)">x</p>
            <table background="ELSEWHERE"><tr><td>x</td></tr></table>
            <meta http-equiv="refresh" content="0;url=ELSEWHERE">
            <base href="ELSEWHERE/">
            <form action="ELSEWHERE"><button>x</button></form>
            <form><button formaction="javascript:RUN">x</button></form>
            <input autofocus onfocus="RUN">
            <details open ontoggle="RUN"><summary>x</summary></details>
            <body onload="RUN">
            <noscript><p title="</noscript><img src=x onerror=RUN>"></noscript>
            <template><img src=x onerror="RUN"></template>
            <div id="marker" name="marker"><template shadowrootmode="open"><script>RUN</script></template></div>
            [x](javascript:RUN)
            [x](<javascript:RUN>)
            ![x](ELSEWHERE)
            ![x](ELSEWHERE "y\\" onerror=\\"RUN")
            <ELSEWHERE" onmouseover="RUN>
            """
                    .lines()
                    .toList();

    /** PAYLOAD stands for one of them. */
    private static final List<String> CONTEXTS =
            List.of(
                    "PAYLOAD",
                    "Some words PAYLOAD and more",
                    "- a list\n- PAYLOAD\n- its end",
                    "| a | b |\n|---|---|\n| PAYLOAD | c |",
                    "> PAYLOAD",
                    "**PAYLOAD**",
                    "## PAYLOAD",
                    "<div>\nPAYLOAD\n</div>",
                    "```html\n</code></pre>\n```\nPAYLOAD",
                    "[PAYLOAD](https://example.test/?q=\"PAYLOAD)");

    private Payloads() {}

    /**
     * Every vector in every context, in letters of either case and with spaces as chance has it.
     */
    static List<String> all(long seed) {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        for (String vector : VECTORS) {
            for (String context : CONTEXTS) {
                String armed = varied(vector, random).replace("RUN", RUN);
                all.add(context.replace("PAYLOAD", armed.replace("ELSEWHERE", ELSEWHERE)));
            }
        }
        return all;
    }

    /** The tag in capitals, or a slash where HTML takes it for a space; as often, as it is. */
    private static String varied(String vector, Random random) {
        int end = vector.indexOf(' ');
        if (!vector.startsWith("<") || vector.startsWith("<E") || end < 0) {
            return vector;
        }
        String tag = vector.substring(0, end);
        return switch (random.nextInt(4)) {
            case 0 -> tag.toUpperCase(Locale.ROOT) + vector.substring(end);
            case 1 -> tag + "/" + vector.substring(end + 1);
            default -> vector;
        };
    }

    /** The same text in pieces of one to nine characters. */
    static List<String> cut(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(9));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
