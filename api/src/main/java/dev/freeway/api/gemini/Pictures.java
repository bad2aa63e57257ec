package dev.freeway.api.gemini;

import dev.freeway.api.Field;
import dev.freeway.api.Refused;

/** Pictures, within a request or by their address. */
final class Pictures {
    private Pictures() {}

    /**
     * The address of the picture that is that part.
     *
     * @param otherwise what else the part could have been
     */
    static String url(Field part, String otherwise) throws Refused {
        Field inline = Names.get(part, "inlineData").object();
        Field file = Names.get(part, "fileData").object();
        if (!inline.isAbsent()) {
            Field type = Names.get(inline, "mimeType");
            requirePicture(type, type.text());
            return "data:%s;base64,%s".formatted(type.text(), inline.get("data").text());
        }
        if (file.isAbsent()) {
            throw part.wrong(otherwise);
        }
        Field type = Names.get(file, "mimeType").string();
        if (!type.isAbsent()) {
            requirePicture(type, type.text());
        }
        return address(Names.get(file, "fileUri"));
    }

    private static void requirePicture(Field field, String type) throws Refused {
        if (!type.startsWith("image/")) {
            throw field.wrong("image/png or another picture");
        }
    }

    private static String address(Field uri) throws Refused {
        if (!uri.text().startsWith("https://") && !uri.text().startsWith("http://")) {
            throw uri.wrong("an http or https address: no files are kept here");
        }
        return uri.text();
    }
}
