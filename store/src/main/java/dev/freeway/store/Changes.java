package dev.freeway.store;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Take;
import dev.freeway.core.quota.Tally;
import dev.freeway.relay.Activity;
import dev.freeway.relay.Lesson;
import dev.freeway.relay.Replay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What one batch changed, for the transaction that makes it durable. Used by one thread. */
final class Changes {
    private final Map<CounterKey, Touched> touched = new LinkedHashMap<>();
    private final List<OpenHold> opened = new ArrayList<>();
    private final List<OpenHold> ended = new ArrayList<>();
    private final List<Posting> postings = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final List<Lesson> lessons = new ArrayList<>();
    private boolean lessonsForgotten;
    private final List<Replay> replays = new ArrayList<>();

    /** A counter's tally as it was before the batch. */
    record Touched(Meter meter, Tally before) {}

    void touched(Take take, Tally before) {
        touched.putIfAbsent(take.key(), new Touched(take.limit().meter(), before));
    }

    void opened(OpenHold open) {
        opened.add(open);
    }

    void ended(OpenHold open) {
        ended.add(open);
    }

    void posted(Posting posting) {
        postings.add(posting);
    }

    /** How much was booked by that reference, in this batch. */
    OptionalLong booked(String ref) {
        return postings.stream()
                .filter(posting -> posting.ref().filter(ref::equals).isPresent())
                .mapToLong(Posting::amount)
                .findFirst();
    }

    void noted(Activity activity) {
        activities.add(activity);
    }

    void learned(Lesson lesson) {
        lessons.add(lesson);
    }

    /** All up to now; what is learned after that stays. */
    void forgotLessons() {
        lessons.clear();
        lessonsForgotten = true;
    }

    boolean lessonsForgotten() {
        return lessonsForgotten;
    }

    void answered(Replay replay) {
        replays.add(replay);
    }

    Map<CounterKey, Touched> touched() {
        return touched;
    }

    List<OpenHold> opened() {
        return opened;
    }

    List<OpenHold> ended() {
        return ended;
    }

    List<Posting> postings() {
        return postings;
    }

    List<Activity> activities() {
        return activities;
    }

    List<Lesson> lessons() {
        return lessons;
    }

    List<Replay> replays() {
        return replays;
    }
}
