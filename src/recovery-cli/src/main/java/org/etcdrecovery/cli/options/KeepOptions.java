package org.etcdrecovery.cli.options;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.store.keep.KeepRequest;
import org.etcdrecovery.core.store.keep.KeepRules;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.schedule.ScheduleRequest;

/** Where snapshots are kept, and which. */
public final class KeepOptions {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int PERCENT = 100;

    private final Supplier<String> to;
    private final Supplier<String> name;
    private final Supplier<Long> hourly;
    private final Supplier<Long> daily;
    private final Supplier<Long> weekly;
    private final Supplier<String> maxFall;

    /** Adds the options to those of a verb. */
    public KeepOptions(DeclaredOptions options) {
        to = options.text("STORE", "", "Where the snapshots are kept: s3://BUCKET/FOLDER/ or a directory.", "--to");
        name = options.text("PREFIX", ScheduleRequest.DEFAULT_NAME,
                "What the names of the snapshots begin with; etcd if not given.",
                "--name");
        hourly = options.count("N", "Keep the newest usable snapshot of each of the last N hours that have one.",
                "--hourly");
        daily = options.count("N", "Keep the newest usable snapshot of each of the last N days that have one.",
                "--daily");
        weekly = options.count("N", "Keep the newest usable snapshot of each of the last N weeks that have one."
                + " Without any of the three, nothing is deleted.", "--weekly");
        maxFall = options.text("PERCENT", String.valueOf(KeepRequest.DEFAULT_MAX_FALL),
                "By how many per cent keys or bytes in use may fall from one snapshot to the next; 30 if not given.",
                "--max-fall");
    }

    /**
     * Where the snapshots are kept.
     *
     * @throws CommandFailure if nothing is given
     * @throws IOException    if it is not an address
     */
    public StoreAddress to() throws CommandFailure, IOException {
        if (to.get().isEmpty()) {
            throw wrong("no place to keep snapshots; add --to s3://BUCKET/FOLDER/ or --to DIR");
        }
        return StoreAddress.parse(to.get());
    }

    /**
     * What their names begin with.
     *
     * @throws CommandFailure if it cannot be a name
     */
    public String name() throws CommandFailure {
        if (!PREFIX.matcher(name.get()).matches()) {
            throw wrong("--name takes letters, digits, '.', '_' and '-', not '" + name.get() + "'");
        }
        return name.get();
    }

    /** Which are kept. */
    public KeepRules rules() {
        return new KeepRules(hourly.get(), daily.get(), weekly.get());
    }

    /**
     * By how many per cent keys or bytes may fall.
     *
     * @throws CommandFailure if it is not from 0 to 100
     */
    public long maxFall() throws CommandFailure {
        String given = maxFall.get().endsWith("%")
                ? maxFall.get().substring(0, maxFall.get().length() - 1)
                : maxFall.get();
        try {
            long percent = Long.parseLong(given);
            if (percent >= 0 && percent <= PERCENT) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw wrong("--max-fall takes per cent, from 0 to 100, not '" + maxFall.get() + "'");
    }

    private static CommandFailure wrong(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
