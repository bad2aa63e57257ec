package dev.freeway.app.sdk;

import java.util.ArrayList;
import java.util.List;

/** The clients that are written in Java. */
public final class JavaClients {
    private JavaClients() {}

    /** Runs them all, each against all it can be pointed at. */
    public static List<Row> drive(World world) {
        List<Row> rows = new ArrayList<>();
        for (JavaClient<?> client :
                List.of(
                        OpenAiJava.client(),
                        Langchain4j.client(),
                        GoogleGenAi.client(),
                        AzureInference.client())) {
            rows.addAll(client.drive(world));
        }
        return rows;
    }
}
