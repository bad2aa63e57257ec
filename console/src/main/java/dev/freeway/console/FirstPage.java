package dev.freeway.console;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one document of the console; its modules draw the rest.
 *
 * @param policy what a browser may do for it
 */
record FirstPage(Asset html, String policy) {
    private static final String IMPORTS =
            """
            {"imports":{\
            "lit":"ROOT/lib/lit/index.js",\
            "lit/":"ROOT/lib/lit/",\
            "lit-html":"ROOT/lib/lit-html/lit-html.js",\
            "lit-html/":"ROOT/lib/lit-html/",\
            "lit-element/":"ROOT/lib/lit-element/",\
            "@lit/reactive-element":"ROOT/lib/lit__reactive-element/reactive-element.js",\
            "chart.js":"ROOT/lib/chart.js/dist/chart.js",\
            "@kurkle/color":"ROOT/lib/kurkle__color/dist/color.esm.js",\
            "marked":"ROOT/lib/marked/lib/marked.esm.js",\
            "dompurify":"ROOT/lib/dompurify/dist/purify.es.mjs"}}\
            """;

    /**
     * Makes it.
     *
     * @param root under which its files are
     * @param names of them
     */
    static FirstPage of(String template, String root, Set<String> names) {
        String imports = IMPORTS.replace("ROOT", root);
        String html =
                template.replace("${imports}", imports)
                        .replace("${preloads}", preloads(root, names))
                        .replace("${root}", root);
        return new FirstPage(
                Asset.of("index.html", html.getBytes(StandardCharsets.UTF_8)),
                policy(Digests.source(imports.getBytes(StandardCharsets.UTF_8))));
    }

    /** What every page needs is asked for at once, not one after the other. */
    private static String preloads(String root, Set<String> names) {
        return names.stream()
                .filter(name -> name.endsWith(".js") && first(name))
                .map(name -> "<link rel=\"modulepreload\" href=\"%s/%s\">".formatted(root, name))
                .collect(Collectors.joining("\n"));
    }

    /** Of libraries all need Lit, and few pages another. */
    private static boolean first(String name) {
        return name.startsWith("lib/") ? name.startsWith("lib/lit") : !name.startsWith("pages/");
    }

    /** Lit makes its templates, and DOMPurify what it has cleaned, by the policy of that name. */
    private static String policy(String imports) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + imports,
                "style-src 'self'",
                "img-src 'self' data: blob:",
                "connect-src 'self'",
                "font-src 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "base-uri 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types lit-html dompurify");
    }
}
