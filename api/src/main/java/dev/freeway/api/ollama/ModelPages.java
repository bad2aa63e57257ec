package dev.freeway.api.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Field;
import dev.freeway.api.Listed;
import dev.freeway.api.Refused;
import dev.freeway.core.catalog.Model;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;

/** What there is, as Ollama shows models that lie on a disk: files and sizes there are none. */
public final class ModelPages {
    /** The version of Ollama whose API this is; clients ask, and turn away from older ones. */
    private static final String SPOKEN = "0.12.6";

    private static final String ARCHITECTURE = "remote";

    private ModelPages() {}

    /** Which version's API is spoken. */
    public static JsonNode version() {
        return Json.object().put("version", SPOKEN);
    }

    /**
     * Every name that can be asked for.
     *
     * @param now since when they are as they are
     */
    public static JsonNode tags(Collection<Listed> models, Instant now) {
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray("models");
        for (Listed model : models) {
            ObjectNode tag = list.addObject();
            tag.put("name", model.id());
            tag.put("model", model.id());
            tag.put("modified_at", now.toString());
            tag.put("size", 0);
            tag.put("digest", digest(model.id()));
            tag.set("details", details(model));
        }
        return page;
    }

    /** Which model a request to show one is about. */
    public static String named(byte[] body) throws Refused {
        Field asked = Field.of(body);
        Field model = asked.get("model");
        return OllamaTongue.model(model.isAbsent() ? asked.get("name") : model);
    }

    /** One model. */
    public static JsonNode show(Listed model, Instant now) {
        ObjectNode page = Json.object();
        page.put("modelfile", "").put("parameters", "").put("template", "");
        page.set("details", details(model));
        page.putObject("model_info")
                .put("general.architecture", ARCHITECTURE)
                .put("general.basename", model.id())
                .put(ARCHITECTURE + ".context_length", model.inputTokensMax());
        page.set("capabilities", capabilities(model));
        return page.put("modified_at", now.toString());
    }

    private static ArrayNode capabilities(Listed model) {
        ArrayNode capabilities = Json.array();
        for (Model.Ability ability : Model.Ability.values()) {
            if (model.can(ability)) {
                switch (ability) {
                    case CHAT -> capabilities.add("completion");
                    case TOOLS -> capabilities.add("tools");
                    case VISION -> capabilities.add("vision");
                    case EMBEDDING -> capabilities.add("embedding");
                    case COMPLETION, JSON, IMAGE, TRANSCRIPTION, TRANSLATION -> {}
                }
            }
        }
        return capabilities;
    }

    private static ObjectNode details(Listed model) {
        ObjectNode details = Json.object();
        details.put("parent_model", "").put("format", "").put("family", model.owner());
        details.putArray("families").add(model.owner());
        return details.put("parameter_size", "").put("quantization_level", "");
    }

    /** Stands for the model, since there is no file it could be of. */
    private static String digest(String id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
