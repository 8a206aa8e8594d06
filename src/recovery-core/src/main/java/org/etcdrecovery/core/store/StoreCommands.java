package org.etcdrecovery.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.shell.ShellLine;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreAddress.Web;
import org.etcdrecovery.core.store.objects.StoreSettings;

/** Commands of this program's command line that do the same with a store. They hold no credentials. */
public final class StoreCommands {
    private static final String PROGRAM = "etcd-recovery ";
    private static final String SECRET_URL = " \"$SNAPSHOT_URL\"";

    private final StoreSettings settings;
    private final boolean typed;

    /**
     * @param settings how the store is reached
     * @param typed    whether the operator typed credentials, which a command takes from the environment
     */
    public StoreCommands(StoreSettings settings, boolean typed) {
        this.settings = settings;
        this.typed = typed;
    }

    /** Lists a folder. */
    public Command list(StoreAddress folder) {
        return on("store list", folder);
    }

    /** Judges one snapshot. */
    public Command verify(StoreAddress snapshot) {
        return on("snapshot verify", snapshot);
    }

    private Command on(String verb, StoreAddress address) {
        boolean secret = address instanceof Web web && web.url().getRawQuery() != null;
        ShellLine line = new ShellLine(PROGRAM + verb + (secret ? SECRET_URL : ""));
        List<String> notes = new ArrayList<>();
        if (secret) {
            notes.add("SNAPSHOT_URL is the whole URL; its query may be secret, so it is not shown here.");
        } else {
            line.argument(address.shown());
        }
        if (!(address instanceof StoreAddress.Folder)) {
            options(line, address instanceof StoreAddress.Bucket);
            if (typed && address instanceof StoreAddress.Bucket) {
                notes.add("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY first: no command takes credentials.");
            }
        }
        return new Command(line.toString(), notes);
    }

    private void options(ShellLine line, boolean bucket) {
        if (bucket) {
            settings.endpoint().ifPresent(url -> line.option("store-endpoint", url.toString()));
            settings.region().ifPresent(region -> line.option("store-region", region));
        }
        if (!settings.tlsOff()) {
            settings.caFile().ifPresent(file -> line.option("store-cacert", file.toString()));
        }
        if (bucket && settings.virtualHost()) {
            line.flag("store-virtual-host");
        }
    }

    /** The variables that other commands need to reach the same store; empty if they reach it without. */
    public Optional<Command> environment() {
        StringJoiner line = new StringJoiner(" ", "export ", "").setEmptyValue("");
        settings.endpoint().ifPresent(url -> line.add("AWS_ENDPOINT_URL=" + ShellLine.quote(url.toString())));
        settings.region().ifPresent(region -> line.add("AWS_REGION=" + ShellLine.quote(region)));
        settings.caFile()
                .filter(_ -> !settings.tlsOff())
                .ifPresent(file -> line.add("AWS_CA_BUNDLE=" + ShellLine.quote(file.toString())));
        List<String> notes = new ArrayList<>();
        if (settings.virtualHost()) {
            notes.add("Add --store-virtual-host to the commands that follow.");
        }
        if (typed) {
            notes.add("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY too: no command takes credentials.");
        }
        return line.length() == 0 ? Optional.empty() : Optional.of(new Command(line.toString(), notes));
    }
}
