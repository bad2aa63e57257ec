package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.testkit.Cases;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The face of the product, to the character. */
class QuotaTableTest {
    private static final String PAGE =
            """
            {"at":"2026-11-20T12:00:00Z","limits":[
            {"provider":"acme","account":"work","model":"*","limit":"rpm","meter":"requests",
             "amount":20,"used":1,"held":0,"left":19,"resets_at":"2026-11-20T12:01:00Z"},
            {"provider":"acme","account":"work","model":"*","limit":"rpd","meter":"requests",
             "amount":1000,"used":1000,"held":0,"left":0,"resets_at":"2026-11-20T15:12:00Z"},
            {"provider":"acme","account":"work","model":"*","limit":"credit","meter":"micro_dollars",
             "amount":1000000,"used":250000,"held":1500,"left":748500,"resets_at":null},
            {"provider":"cere","account":"own","model":"smart-1","limit":"tpd","meter":"total_tokens",
             "amount":1000000,"used":16,"held":8192,"left":991792,"resets_at":"2026-11-20T12:00:02Z"},
            {"provider":"cere","account":"own","model":"smart-2","limit":"tpd","meter":"total_tokens",
             "amount":1000000,"used":0,"held":0,"left":1000000,"resets_at":"2026-11-20T12:00:00Z"},
            {"provider":"cere","account":"own","model":"smart-3","limit":"tpd","meter":"total_tokens",
             "amount":1000000,"used":0,"held":0,"left":1000000,"resets_at":"2026-11-20T12:00:00Z"},
            {"provider":"freeway","account":"ann","model":"*","limit":"tpd","meter":"total_tokens",
             "amount":20000000,"used":1234567,"held":0,"left":18765433,"resets_at":"2026-11-22T14:00:00Z"},
            {"provider":"freeway","account":"ann","model":"*","limit":"concurrent","meter":"in_flight",
             "amount":32,"used":0,"held":1,"left":31,"resets_at":"2026-11-20T12:00:00Z"}
            ]}\
            """;

    private static String draw(int width, boolean all) {
        return String.join("\n", new QuotaTable(Paint.NONE, width, all).draw(page())) + "\n";
    }

    private static JsonNode page() {
        return Json.parse(PAGE).orElseThrow();
    }

    @Test
    void eightyColumns() {
        assertThat(draw(80, false))
                .isEqualTo(
                        """
                        freeway / ann  granted to members
                          all models
                            tpd        █░░░░░░░░░░░░░  18.76M left of 20M                  in 2 d 2 h
                            concurrent █░░░░░░░░░░░░░      31 left of 32           1 held

                        acme / work
                          all models
                            rpm        █░░░░░░░░░░░░░      19 left of 20                   in 1 min 0 s
                            rpd        ██████████████       0 left of 1,000                in 3 h 12 min
                            credit     ████░░░░░░░░░░ $0.7485 left of $1.00  $0.0015 held  never back

                        cere / own
                          smart-1
                            tpd        █░░░░░░░░░░░░░ 991,792 left of 1M       8,192 held  in 2 s
                          2 more models untouched (--all shows them)
                        """);
    }

    @Test
    void aHundredAndTwentyColumns() {
        assertThat(draw(120, false))
                .isEqualTo(
                        """
                        freeway / ann  granted to members
                          all models
                            tpd        ██░░░░░░░░░░░░░░░░░░░  18.76M left of 20M    total tokens  1.23M used                resets in 2 d 2 h
                            concurrent █░░░░░░░░░░░░░░░░░░░░      31 left of 32     in flight                       1 held

                        acme / work
                          all models
                            rpm        ██░░░░░░░░░░░░░░░░░░░      19 left of 20     requests          1 used                resets in 1 min 0 s
                            rpd        █████████████████████       0 left of 1,000  requests      1,000 used                resets in 3 h 12 min
                            credit     ██████░░░░░░░░░░░░░░░ $0.7485 left of $1.00  dollars       $0.25 used  $0.0015 held  does not come back

                        cere / own
                          smart-1
                            tpd        █░░░░░░░░░░░░░░░░░░░░ 991,792 left of 1M     total tokens     16 used    8,192 held  resets in 2 s
                          2 more models untouched (--all shows them)
                        """);
    }

    @Test
    void allShowsUntouchedModelsToo() {
        assertThat(draw(80, true)).contains("smart-2", "smart-3").doesNotContain("untouched");
    }

    @Test
    void membersOfWhomNothingWasUsedAreCounted() {
        String more =
                """
                ,{"provider":"freeway","account":"%s","model":"*","limit":"rpd","meter":"requests",
                "amount":100,"used":%d,"held":0,"left":9,"resets_at":"2026-11-20T12:01:00Z"}]}\
                """;
        String page = PAGE;
        for (String name : List.of("bob", "cyd", "dan")) {
            String one = more.formatted(name, name.equals("dan") ? 91 : 0);
            page = page.substring(0, page.lastIndexOf("]}")) + one;
        }
        JsonNode four = Json.parse(page).orElseThrow();
        assertThat(new QuotaTable(Paint.NONE, 80, false).draw(four))
                .contains(
                        "freeway / ann  granted to members",
                        "freeway / dan  granted to members",
                        "2 members untouched (--all shows them, --member NAME one)")
                .noneMatch(line -> line.contains("bob"));
        assertThat(new QuotaTable(Paint.NONE, 80, true).draw(four))
                .contains("freeway / bob  granted to members")
                .noneMatch(line -> line.contains("untouched"));
    }

    @Test
    void onATerminalWhatRunsOutIsRed() {
        String drawn = String.join("\n", new QuotaTable(Paint.ANSI, 80, false).draw(page()));
        assertThat(drawn).contains("\u001b[31m█", "\u001b[32m█", "\u001b[1macme / work\u001b[0m");
    }

    @Test
    void aGatewayWithoutLimitsSaysSo() {
        JsonNode none = Json.object().put("at", "2026-11-20T12:00:00Z").set("limits", Json.array());
        assertThat(new QuotaTable(Paint.NONE, 80, false).draw(none))
                .containsExactly("no limit is known here (freeway providers says what is)");
    }

    @Test
    void aNameThatWouldSteerTheTerminalIsHarmless() {
        String evil = PAGE.replace("smart-1", "x\\u001b[2Jy");
        assertThat(new QuotaTable(Paint.NONE, 80, false).draw(Json.parse(evil).orElseThrow()))
                .noneMatch(line -> line.contains("\u001b"))
                .contains("  x[2Jy");
    }

    @Test
    void noLineIsEverWiderThanTheTerminal() {
        Cases.forAll(
                2_000,
                random -> {
                    int width = random.nextInt(80, 200);
                    List<String> lines =
                            new QuotaTable(Paint.NONE, width, random.nextBoolean())
                                    .draw(any(random));
                    assertThat(lines).allMatch(line -> line.length() <= width);
                });
    }

    @Test
    void aBarIsFullOnlyWhenNothingIsLeftAndEmptyOnlyWhenNothingIsTaken() {
        Cases.forAll(
                2_000,
                random -> {
                    ObjectNode limit = limit(random);
                    QuotaRow row = new QuotaRow(new QuotaLine(limit), Spoken.NOW);
                    int cells = random.nextInt(2, 30);
                    assertThat(row.taken(cells) == cells)
                            .isEqualTo(limit.path("left").asLong() == 0);
                    assertThat(row.taken(cells) == 0)
                            .isEqualTo(limit.path("left").equals(limit.path("amount")));
                });
    }

    private static JsonNode any(RandomGenerator random) {
        ArrayNode limits = Json.array();
        for (int i = random.nextInt(30); i > 0; i--) {
            limits.add(limit(random));
        }
        return Json.object().put("at", Spoken.NOW.toString()).set("limits", limits);
    }

    private static ObjectNode limit(RandomGenerator random) {
        long amount = random.nextLong(1, 1L << random.nextInt(1, 50));
        long used = random.nextBoolean() ? 0 : random.nextLong(amount + 1);
        long held = random.nextBoolean() ? 0 : random.nextLong(amount - used + 1);
        ObjectNode limit =
                Json.object()
                        .put("provider", random.nextInt(4) == 0 ? "freeway" : "p")
                        .put("account", "a" + "x".repeat(random.nextInt(100)))
                        .put(
                                "model",
                                random.nextInt(3) == 0 ? "*" : "m".repeat(random.nextInt(1, 99)))
                        .put("limit", "r".repeat(random.nextInt(1, 13)))
                        .put("meter", List.of("requests", "total_tokens").get(random.nextInt(2)))
                        .put("amount", amount)
                        .put("used", used)
                        .put("held", held)
                        .put("left", amount - used - held);
        String resets = Spoken.NOW.plusMillis(random.nextLong(10_000_000_000L)).toString();
        return random.nextBoolean() ? limit.putNull("resets_at") : limit.put("resets_at", resets);
    }
}
