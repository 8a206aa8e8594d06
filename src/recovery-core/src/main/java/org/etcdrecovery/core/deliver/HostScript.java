package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.etcdrecovery.core.shell.ShellLine;

/** The script that does all work on a host, and calls of its functions. */
public final class HostScript {
    private static final List<String> PARTS = List.of("common", "check", "stage", "service", "activate", "undo",
            "fetch");

    private final String function;
    private final SequencedMap<String, String> variables = new LinkedHashMap<>();

    HostScript(String function) {
        this.function = function;
        for (String name : List.of("by", "plan", "dir", "wal", "owner", "service_kind", "service", "ports", "about",
                "new_round")) {
            variables.put(name, "");
        }
    }

    /** Sets a variable that the function uses. */
    HostScript with(String variable, Object value) {
        variables.put(variable, value.toString());
        return this;
    }

    /** The whole script without a call, for an operator to read. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        for (String part : PARTS) {
            try (InputStream in = HostScript.class.getResourceAsStream(part + ".sh")) {
                if (in == null) {
                    throw new IllegalStateException("this program lacks its script " + part);
                }
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    /** The script with this call, ready to run. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(text()).append('\n');
        variables.forEach((name, value) -> text.append(name).append('=').append(ShellLine.quote(value)).append('\n'));
        return text.append(function).append('\n').toString();
    }
}
