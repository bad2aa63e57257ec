package dev.freeway.api;

import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.member.Member;
import dev.freeway.core.routing.Router;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a member may ask for at the moment, by its names: the offers', and those of its plan. */
final class Menu {
    private final Router router;
    private final Member member;
    private final Instant now;

    Menu(Router router, Member member, Instant now) {
        this.router = router;
        this.member = member;
        this.now = now;
    }

    /** Those that its plan and its token let it have. */
    List<Offer> offers() {
        return router.listed(now, member).filter(o -> granted(o.id(), o)).toList();
    }

    private boolean granted(String asked, Offer offer) {
        return member.allowance().plain() || member.grant(asked, offer, now).closed().isEmpty();
    }

    /** That offer by that name. */
    Listed listed(String name, Offer offer) {
        return Listed.of(name, offer.account().provider().id(), offer, now);
    }

    /** Every name, with the most that can be had by it. */
    Map<String, Listed> all() {
        Map<String, Listed> all = Listed.byId(offers(), now);
        planned().forEach(all::putIfAbsent);
        return all;
    }

    /** What goes by a name that is the plan's own, whoever answers. */
    Map<String, Listed> planned() {
        Map<String, Listed> planned = new LinkedHashMap<>();
        for (Model known : member.plan().lineup().known()) {
            answering(known.id()).ifPresent(listed -> planned.put(known.id(), listed));
        }
        return planned;
    }

    private Optional<Listed> answering(String name) {
        return router.answering(name, member, now)
                .filter(offer -> granted(name, offer))
                .map(offer -> Listed.of(name, Listed.GATEWAY, offer, now))
                .reduce(Listed::or);
    }

    /** Of which tier a model is that the plan knows by that name. */
    String tier(String known) {
        return member.plan().lineup().known(known).map(Model::tier).orElse("");
    }

    /** As which tier of its plan a model counts, or of its provider where the plan has none. */
    String tier(String name, Model served) {
        return member.plan().counted(name, served).tier();
    }
}
