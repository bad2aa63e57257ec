package dev.freeway.app;

import dev.freeway.api.SideDoor;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a door on the command line. */
final class SideDoorName implements ITypeConverter<SideDoor> {
    @Override
    public SideDoor convert(String id) {
        return SideDoor.of(id)
                .orElseThrow(() ->
                        new TypeConversionException(
                                "'%s' (expected: %s)"
                                        .formatted(
                                                id,
                                                String.join(
                                                        " or ",
                                                        Arrays.stream(SideDoor.values())
                                                                .map(SideDoor::id)
                                                                .toList()))));
    }
}
