package dev.freeway.api.admin;

import dev.freeway.core.member.Plan;
import dev.freeway.members.Mail;
import dev.freeway.members.Registry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the administration stands on.
 *
 * @param plans what can be granted
 * @param trial of accounts that members bring
 */
public record Parts(
        Registry registry,
        dev.freeway.members.Credits credits,
        Mail mail,
        Supplier<List<Plan>> plans,
        InstantSource clock,
        Trial trial) {}
