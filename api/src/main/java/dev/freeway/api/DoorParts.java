package dev.freeway.api;

import dev.freeway.api.admin.OpenId;
import dev.freeway.api.admin.Trial;
import dev.freeway.api.plan.Planner;
import dev.freeway.api.tokens.Prompts;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.member.Plan;
import dev.freeway.core.routing.Router;
import dev.freeway.members.Credits;
import dev.freeway.members.Mail;
import dev.freeway.members.Registry;
import dev.freeway.relay.History;
import dev.freeway.relay.Learner;
import dev.freeway.relay.Ledger;
import dev.freeway.relay.Outlook;
import dev.freeway.relay.PredictionDesk;
import dev.freeway.relay.Predictions;
import dev.freeway.relay.Relay;
import dev.freeway.relay.Replays;
import dev.freeway.relay.Transcripts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What a door stands on.
 *
 * @param router the offers of the moment
 * @param desk the way back to what {@code predictions} remembers
 * @param trial of accounts that members bring
 * @param openId the way in by a provider of OpenID
 * @param plans what can be granted
 * @param limits all limits of the moment, ours and the providers'; takes as long as there are
 *     accounts
 * @param providers every provider of the catalog and the operator's own
 * @param accounts those of the operator
 * @param sideDoors what is open at the moment
 * @param planner what foretells how much can be carried
 * @param recordings how many more may be in hand at once: each is held in memory, up to 25 MiB
 * @param readiness what is told to whoever sends requests here
 * @param keepAlive after how long a silence an open stream is told that it is alive
 */
public record DoorParts(
        Relay relay,
        Supplier<Router> router,
        Ledger ledger,
        Learner learner,
        Outlook outlook,
        Replays replays,
        Predictions predictions,
        PredictionDesk desk,
        Tokens tokens,
        Registry registry,
        Credits credits,
        Mail mail,
        Trial trial,
        OpenId openId,
        Supplier<List<Plan>> plans,
        Prompts prompts,
        History history,
        Transcripts transcripts,
        Supplier<List<Bound>> limits,
        Supplier<List<Provider>> providers,
        Supplier<List<Account>> accounts,
        Supplier<Set<SideDoor>> sideDoors,
        Planner planner,
        Semaphore recordings,
        Supplier<Readiness> readiness,
        InstantSource clock,
        Duration keepAlive,
        String version) {}
