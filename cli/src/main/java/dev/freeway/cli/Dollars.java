package dev.freeway.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount of dollars as micro-dollars: {@code 2.50} is 2500000. */
final class Dollars implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return new BigDecimal(text).movePointRight(6).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TypeConversionException(
                    "'%s' (expected: dollars such as 2.50, to a millionth)".formatted(text));
        }
    }
}
