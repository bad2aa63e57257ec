package dev.freeway.bench;

import dev.freeway.bench.yield.Yield;
import java.util.Arrays;
import java.util.List;

/** {@code freeway bench NAME}: what is measured here, and how. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        String name = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (name) {
            case "decide", "route", "ledger", "tokens" ->
                    org.openjdk.jmh.Main.main(jmh(name, rest));
            case "load", "start" -> Script.run(name, rest);
            case "share" -> Sharing.run(rest);
            case "yield" -> System.exit(Yield.run(rest));
            default -> {
                System.err.println(
                        "usage: freeway bench decide|route|ledger|tokens [JMH options] | load"
                                + " [--seconds N] | start [--starts N] [--idle SECONDS]"
                                + " | share [ATTEMPTS] [REPLICAS] [CLIENTS] | yield"
                                + " [--trace FILE] [--world NAME] [--load X] [--seed N] [--days N]"
                                + " [--patience TIME] [--policy NAME,...] [--unknown] [--foreign]"
                                + " [--json]");
                System.exit(2);
            }
        }
    }

    private static String[] jmh(String name, String[] rest) {
        String bench =
                switch (name) {
                    case "decide" -> "DecisionBench";
                    case "route" -> "RoutingBench";
                    case "ledger" -> "LedgerBench";
                    default -> "TokenBench";
                };
        List<String> args = List.of(bench, "-foe", "true");
        return java.util.stream.Stream.concat(args.stream(), Arrays.stream(rest))
                .toArray(String[]::new);
    }
}
