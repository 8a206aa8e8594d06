package org.etcdrecovery.core.cluster.connect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * Parses an alarm among the errors of a status: the text form of etcdserverpb.AlarmMember,
 * {@code memberID:10276657743932975437 alarm:NOSPACE}. 3.7 puts one or two blanks between the fields, at random: Go's
 * protobuf library does so to keep programs from relying on the text.
 */
final class AlarmText {
    private static final Pattern TEXT = Pattern.compile("(?:memberID:(\\d{1,20})\\s+)?alarm:(\\w+)\\s*");

    private AlarmText() {}

    /** The alarm that a text reports; empty if it reports something else. */
    static Stream<Alarm> parse(String error) {
        Matcher matcher = TEXT.matcher(error.strip());
        if (!matcher.matches()) {
            return Stream.empty();
        }
        try {
            long member = matcher.group(1) == null ? 0 : Long.parseUnsignedLong(matcher.group(1));
            return Stream.of(new Alarm(new MemberId(member), kind(matcher.group(2))));
        } catch (NumberFormatException e) {
            // Twenty digits may exceed 64 bits.
            return Stream.empty();
        }
    }

    private static Alarm.Kind kind(String name) {
        for (Alarm.Kind kind : Alarm.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return Alarm.Kind.UNKNOWN;
    }
}
