package org.etcdrecovery.core.contents.kubernetes;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Numbers as Go prints them: integers of 64 bits in full, others with the fewest digits that give the same number. */
final class GoNumber {
    private GoNumber() {}

    static String text(JsonNode number) {
        if (number.canConvertToLong() && number.isIntegralNumber()) {
            return Long.toString(number.asLong());
        }
        double value = number.asDouble();
        if (value == Math.rint(value) && Math.abs(value) < 0x1p63) {
            return Long.toString((long) value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction
                + String.format("e%c%02d", exponent < 0 ? '-' : '+', Math.abs(exponent));
    }
}
