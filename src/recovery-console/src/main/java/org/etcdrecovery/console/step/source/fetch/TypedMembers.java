package org.etcdrecovery.console.step.source.fetch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.etcdrecovery.console.recovery.MemberHost;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.deliver.Destination;

/** Where members are, as lists to type. */
final class TypedMembers {
    private static final Texts TEXTS = Texts.of("fetch");

    private TypedMembers() {}

    /**
     * The members and where their data directories are.
     *
     * @throws IllegalArgumentException if the text is not that; the message is for the operator
     */
    static SequencedMap<String, Destination> of(String typed) {
        SequencedMap<String, Destination> all = new LinkedHashMap<>();
        for (String text : typed.split("[,\n]", -1)) {
            if (text.isBlank()) {
                continue;
            }
            int equals = text.indexOf("=ssh://");
            if (equals < 1) {
                throw new IllegalArgumentException(TEXTS.get("members.form"));
            }
            String name = text.substring(0, equals).strip();
            Destination from = Destination.parse(text.substring(equals + 1).strip());
            if (all.putIfAbsent(name, from) != null) {
                throw new IllegalArgumentException(TEXTS.get("members.twice", name));
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(TEXTS.get("members.form"));
        }
        return all;
    }

    /**
     * The WAL directories, by the names of their members.
     *
     * @param names the members that there are
     * @throws IllegalArgumentException if the text is not that; the message is for the operator
     */
    static Map<String, String> walDirs(String typed, Set<String> names) {
        Map<String, String> all = new HashMap<>();
        for (String text : typed.split("[,\n]", -1)) {
            if (text.isBlank()) {
                continue;
            }
            int equals = text.lastIndexOf("=/");
            String name = equals < 1 ? "" : text.substring(0, equals).strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException(TEXTS.get("wal.form"));
            }
            if (!names.contains(name)) {
                throw new IllegalArgumentException(TEXTS.get("wal.other", name));
            }
            all.put(name, text.substring(equals + 1).strip());
        }
        return all;
    }

    /** The members that are known, in the form that {@link #of} reads. */
    static String text(Map<String, MemberHost> known) {
        return text(known, host -> "ssh://" + host.address() + host.directory());
    }

    /** Their WAL directories, in the form that {@link #walDirs} reads. */
    static String walText(Map<String, MemberHost> known) {
        return text(known, MemberHost::walDir);
    }

    private static String text(Map<String, MemberHost> known, Function<MemberHost, String> value) {
        return known.entrySet()
                .stream()
                .filter(one -> !value.apply(one.getValue()).isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(one -> one.getKey() + "=" + value.apply(one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
