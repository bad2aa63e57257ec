package dev.freeway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.relay.Activity;
import dev.freeway.relay.History.By;
import dev.freeway.relay.History.Entry;
import dev.freeway.relay.History.Field;
import dev.freeway.relay.History.Filter;
import dev.freeway.relay.History.Period;
import dev.freeway.relay.History.Sum;
import dev.freeway.relay.History.Used;
import dev.freeway.relay.Party;
import dev.freeway.testkit.Cases;
import dev.freeway.testkit.TurnedClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant SOMETIME = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Filter ALL = new Filter(Map.of(), SOMETIME, NEVER);
    private static final Period NOVEMBER = november(Optional.empty());
    private static final Party ANN = new Party("ann", "thesis", "t1");
    private static final Party BOB = new Party("bob", "", "t2");

    private final TurnedClock clock = new TurnedClock(NOON);
    @TempDir Path directory;

    private static Period november(Optional<String> member) {
        return new Period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1), member);
    }

    private Store open() {
        return Store.open(directory, _ -> Optional.empty(), clock);
    }

    /** What was recorded before is written once this returns. */
    private static void await(Store store) {
        store.keep(List.of()).join();
    }

    @Test
    void aHundredThousandArePagedOnceEachWhileMoreAreWritten() {
        int count = 100_000;
        try (Store store = open()) {
            for (int i = 0; i < count; i++) {
                store.record(Activities.of("r" + i, NOON, i % 2 == 0 ? ANN : BOB, "m"));
            }
            await(store);
            Filter ann = new Filter(Map.of(Field.MEMBER, "ann"), SOMETIME, NEVER);
            Set<String> seen = new HashSet<>();
            OptionalLong before = OptionalLong.empty();
            int next = count;
            List<Entry> page = store.page(ann, before, 1_000);
            while (!page.isEmpty()) {
                page.forEach(entry -> assertThat(seen.add(entry.activity().id())).isTrue());
                before = OptionalLong.of(page.getLast().seq());
                for (int more = 0; more < 50; more++) {
                    store.record(Activities.of("r" + next++, NOON, ANN, "m"));
                }
                page = store.page(ann, before, 1_000);
            }
            assertThat(seen).hasSize(count / 2).contains("r0", "r99998").doesNotContain("r1");
            await(store);
            assertThat(store.page(ann, OptionalLong.empty(), 1).getFirst().activity().id())
                    .isEqualTo("r" + (next - 1));
        }
    }

    @Test
    void aFilterTakesThoseWithAllOfItsValuesWithinItsTime() {
        try (Store store = open()) {
            store.record(Activities.of("served", NOON, ANN, "m1"));
            store.record(Activities.of("other", NOON, ANN, "m2"));
            store.record(Activities.of("bobs", NOON, BOB, "m1"));
            store.record(Activities.refused("refused", NOON, ANN));
            store.record(Activities.of("late", NOON.plusSeconds(60), ANN, "m1"));
            await(store);
            assertThat(ids(store, Map.of(Field.MEMBER, "ann", Field.MODEL, "m1")))
                    .containsExactly("late", "served");
            assertThat(ids(store, Map.of(Field.PROJECT, "thesis")))
                    .containsExactly("late", "refused", "other", "served");
            assertThat(ids(store, Map.of(Field.TOKEN, "t2"))).containsExactly("bobs");
            assertThat(ids(store, Map.of(Field.OUTCOME, "refused"))).containsExactly("refused");
            assertThat(ids(store, Map.of(Field.PROVIDER, "somewhere", Field.MODEL, "m2")))
                    .containsExactly("other");
            assertThat(ids(store, new Filter(Map.of(), NOON, NOON.plusSeconds(60))))
                    .hasSize(4)
                    .doesNotContain("late");
            assertThat(ids(store, new Filter(Map.of(), NOON.plusSeconds(1), NEVER)))
                    .containsExactly("late");
        }
    }

    private static List<String> ids(Store store, Map<Field, String> values) {
        return ids(store, new Filter(values, SOMETIME, NEVER));
    }

    private static List<String> ids(Store store, Filter filter) {
        return store.page(filter, OptionalLong.empty(), 100).stream()
                .map(entry -> entry.activity().id())
                .toList();
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        List<Activity> written =
                List.of(
                        Activities.of("a", NOON),
                        Activities.failed("b", NOON, ANN, "m"),
                        Activities.refused("c", NOON, BOB));
        try (Store store = open()) {
            written.forEach(store::record);
            await(store);
            assertThat(store.page(ALL, OptionalLong.empty(), 9).reversed())
                    .extracting(Entry::activity)
                    .isEqualTo(written);
        }
    }

    @Test
    void everySumIsThatOfTheJournalHoweverItIsKeptApart() {
        try (Store store = open()) {
            Cases.forAll(
                    1,
                    random -> {
                        for (int i = 0; i < 2_000; i++) {
                            store.record(anything("r" + i, random));
                        }
                    });
            await(store);
            List<Activity> journal = store.latest(10_000);
            for (Set<By> by :
                    List.of(
                            EnumSet.noneOf(By.class),
                            EnumSet.of(By.DAY, By.MODEL),
                            EnumSet.of(By.PROVIDER, By.MEMBER),
                            EnumSet.allOf(By.class))) {
                assertThat(asMap(store.usage(NOVEMBER, by, 10_000)))
                        .isEqualTo(added(journal, by, _ -> true));
            }
            assertThat(asMap(store.usage(november(Optional.of("bob")), EnumSet.of(By.DAY), 10_000)))
                    .isEqualTo(added(journal, EnumSet.of(By.DAY), "bob"::equals));
        }
    }

    private static Activity anything(String id, RandomGenerator random) {
        Instant at =
                Instant.parse("2026-11-01T00:00:00Z")
                        .plus(Duration.ofMinutes(random.nextInt(30 * 24 * 60)));
        Party party = random.nextBoolean() ? ANN : BOB;
        String model = "m" + random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> Activities.of(id, at, party, model);
            case 1 -> Activities.failed(id, at, party, model);
            default -> Activities.refused(id, at, party);
        };
    }

    private static Map<Map<By, String>, Used> asMap(List<Sum> sums) {
        Map<Map<By, String>, Used> map = new HashMap<>();
        sums.forEach(sum -> map.put(sum.group(), sum.used()));
        assertThat(map).hasSameSizeAs(sums);
        return map;
    }

    private static Map<Map<By, String>, Used> added(
            List<Activity> journal, Set<By> by, java.util.function.Predicate<String> whose) {
        Map<Map<By, String>, Used> sums = new HashMap<>();
        for (Activity activity : journal) {
            if (whose.test(activity.member())) {
                sums.merge(group(activity, by), Used.of(activity), Used::plus);
            }
        }
        return sums;
    }

    private static Map<By, String> group(Activity activity, Set<By> by) {
        Map<By, String> group = new EnumMap<>(By.class);
        for (By each : by) {
            group.put(
                    each,
                    switch (each) {
                        case DAY -> activity.at().atOffset(ZoneOffset.UTC).toLocalDate().toString();
                        case MEMBER -> activity.member();
                        case PROJECT -> activity.party().project();
                        case TOKEN -> activity.party().token();
                        case PROVIDER -> activity.provider();
                        case MODEL -> activity.model();
                    });
        }
        return group;
    }

    @Test
    void whatCameWithCertainTokensIsToldAlone() {
        try (Store store = open()) {
            store.record(Activities.of("r1", NOON, ANN, "a"));
            store.record(Activities.of("r2", NOON, BOB, "a"));
            store.record(Activities.of("r3", NOON, new Party("ann", "", "t3"), "a"));
            await(store);
            assertThat(ids(store, Set.of("t1", "t2"))).containsExactly("r2", "r1");
            assertThat(ids(store, Set.of("t3", "t9"))).containsExactly("r3");
            assertThat(ids(store, Set.of())).isEmpty();
            assertThat(requests(store, Set.of("t1", "t2"))).isEqualTo(2);
            assertThat(requests(store, Set.of())).isZero();
        }
    }

    private static List<String> ids(Store store, Set<String> tokens) {
        Filter filter = new Filter(Map.of(), Optional.of(tokens), SOMETIME, NEVER);
        return store.page(filter, OptionalLong.empty(), 9).stream()
                .map(entry -> entry.activity().id())
                .toList();
    }

    private static long requests(Store store, Set<String> tokens) {
        Period period =
                new Period(
                        NOVEMBER.from(), NOVEMBER.until(), Optional.empty(), Optional.of(tokens));
        return store.usage(period, Set.of(), 9).getFirst().used().requests();
    }

    @Test
    void sumsComeInTheOrderOfWhatKeepsThemApartAndNoMoreThanWanted() {
        try (Store store = open()) {
            for (String model : List.of("c", "a", "b")) {
                store.record(Activities.of(model, NOON, ANN, model));
            }
            await(store);
            assertThat(store.usage(NOVEMBER, EnumSet.of(By.MODEL), 2))
                    .extracting(sum -> sum.group().get(By.MODEL))
                    .containsExactly("a", "b");
            assertThat(
                            store.usage(
                                    new Period(
                                            LocalDate.of(2026, 11, 21),
                                            LocalDate.of(2026, 11, 22),
                                            Optional.empty()),
                                    Set.of(),
                                    9))
                    .containsExactly(new Sum(Map.of(), Used.NONE));
        }
    }

    @Test
    void whatWasUsedBeforeThereWereSumsIsAddedUpOnce() throws Exception {
        List<Activity> journal = new ArrayList<>();
        try (Store store = open()) {
            for (int i = 0; i < 20; i++) {
                Instant at = NOON.minus(Duration.ofHours(i * 5L));
                journal.add(
                        i % 3 == 0
                                ? Activities.refused("r" + i, at, BOB)
                                : Activities.of("r" + i, at, ANN, "m" + i % 2));
            }
            journal.forEach(store::record);
        }
        Map<Map<By, String>, Used> sums;
        Set<By> kept = EnumSet.of(By.DAY, By.MEMBER, By.PROVIDER, By.MODEL);
        makeOld();
        try (Store store = open()) {
            sums = asMap(store.usage(NOVEMBER, kept, 100));
        }
        Map<Map<By, String>, Used> expected = new HashMap<>();
        added(journal, kept, _ -> true)
                .forEach((group, used) -> expected.put(new TreeMap<>(group), unpriced(used)));
        assertThat(sums).isEqualTo(expected);
    }

    /** What an old journal does not tell. */
    private static Used unpriced(Used used) {
        return new Used(
                used.requests(),
                used.failed(),
                used.refused(),
                used.input(),
                used.cached(),
                used.output(),
                0,
                used.requests(),
                0);
    }

    /** As the version left it that had no sums. */
    private void makeOld() throws Exception {
        String file = "jdbc:sqlite:" + directory.resolve("freeway.db");
        try (Connection connection = DriverManager.getConnection(file);
                Statement statement = connection.createStatement()) {
            for (String table :
                    List.of("usage_day", "document", "audit", "token_use", "transcript")) {
                statement.executeUpdate("DROP TABLE " + table);
            }
            for (String index : List.of("activity_member", "entry_ref", "entry_owner")) {
                statement.executeUpdate("DROP INDEX " + index);
            }
            statement.executeUpdate("ALTER TABLE entry DROP COLUMN ref");
            statement.executeUpdate("ALTER TABLE entry DROP COLUMN owner");
            for (String column :
                    List.of(
                            "project",
                            "token",
                            "list_price",
                            "paid",
                            "parameters",
                            "context_tokens",
                            "first_ms",
                            "status",
                            "fault",
                            "limits",
                            "version")) {
                statement.executeUpdate("ALTER TABLE activity DROP COLUMN " + column);
            }
            statement.executeUpdate("PRAGMA user_version = 4");
        }
    }
}
