package org.etcdrecovery.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.etcdrecovery.cli.options.PackedOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.text.ValueText;
import org.etcdrecovery.core.contents.KeyLookup;
import org.etcdrecovery.core.contents.KeyLookup.Absent;
import org.etcdrecovery.core.contents.KeyLookup.Compacted;
import org.etcdrecovery.core.contents.KeyLookup.Found;
import org.etcdrecovery.core.contents.KeyLookup.Future;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.Shown;

/** {@code snapshot get}: prints the value of a key and nothing else. */
public final class SnapshotGetCommand extends Verb {
    private final Supplier<List<String>> arguments;
    private final Supplier<Optional<String>> revision;
    private final Supplier<String> format;
    private final Supplier<Boolean> secrets;
    private final Supplier<Boolean> managedFields;
    private final PackedOptions packed;
    private final KeyArguments keys;

    public SnapshotGetCommand(Session session) {
        super(session, FailureStyle.OWN,
                "Print the value of one key of a snapshot, and nothing else. Exit code 1: there is"
                        + " no such key, or not all of the file can be read, so that the value may be an earlier one; 2: the"
                        + " file is not a snapshot, or the value is a secret or does not have this form; 3: the snapshot"
                        + " does not know that revision.");
        arguments = options().arguments("FILE KEY",
                "The snapshot, packed or not, or a database from a data directory: a file, or an s3:// or"
                        + " https:// address; and the key.");
        revision = options().textIfGiven("REVISION", "The value as of this revision; the last if not given.", "--rev");
        format = options().text("FORMAT", "",
                "yaml or json, both as kubectl prints the object; raw, the bytes as they are;"
                        + " or hex. If not given: yaml for an object of Kubernetes, otherwise raw. On a terminal, what could"
                        + " control it is escaped.",
                "-o", "--output");
        secrets = options().flag("Print the value although it is a secret of Kubernetes.", "--show-secrets");
        managedFields = options().flag("Print who set which field, which kubectl hides too.", "--show-managed-fields");
        packed = new PackedOptions(options(), session.terminal());
        keys = new KeyArguments(options(), "KEY");
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        List<String> given = packed.files(arguments.get());
        if (given.size() != 2) {
            throw RecoveryVerb.wrongUsage("name the snapshot and one key; there are " + given.size() + " arguments");
        }
        ValueText.Form form = ValueText.Form.of(format.get())
                .orElseThrow(
                        () -> RecoveryVerb.wrongUsage("-o takes raw, json, yaml or hex, not '" + format.get() + "'"));
        KeyLookup lookup = lookUp(given.getFirst());
        lookup.unreadable().forEach(each -> tell("warning: " + Shown.text(each) + "\n"));
        ValueText text = new ValueText(found(lookup), new Detail(secrets.get(), managedFields.get()));
        if (!secrets.get() && text.isSecretAs(form)) {
            throw new CommandFailure(ExitCode.REFUSED,
                    "the value is a secret of Kubernetes, and in this form nothing of it"
                            + " could be left out; add --show-secrets to print it, or -o yaml for the rest of the object");
        }
        byte[] bytes = text.in(form)
                .orElseThrow(() -> new CommandFailure(ExitCode.REFUSED, "the value cannot be printed as " + format.get()
                        + ": " + text.whyNot() + "; print it with -o raw or -o hex"));
        text.note().ifPresent(note -> tell("note: " + note + "\n"));
        write(bytes);
        return lookup.unreadable().isEmpty() ? ExitCode.OK : ExitCode.WITH_CARE;
    }

    private KeyLookup lookUp(String file) throws CommandFailure, IOException {
        byte[] key = keys.bytes("KEY", arguments.get().getLast());
        try (SnapshotOpener opener = packed.opener(session().environment())) {
            return KeyLookup.find(opener, packed.name(file), key, revision(), progress());
        }
    }

    private StoredValue found(KeyLookup lookup) throws CommandFailure {
        OptionalLong wanted = revision();
        return switch (lookup) {
            case Found found -> found.value();
            case Absent _ -> throw new CommandFailure(ExitCode.WITH_CARE, (lookup.unreadable().isEmpty()
                    ? "the snapshot has no key "
                    : "what can be read of the snapshot has no key ")
                    + arguments.get().getLast() + (wanted.isPresent() ? " at revision " + wanted.getAsLong() : ""));
            case Compacted compacted -> throw new CommandFailure(ExitCode.NOT_TRIED,
                    "the snapshot no longer knows revision " + wanted.getAsLong() + ": it is compacted up to "
                            + compacted.oldest() + ", which is the oldest that --rev can name");
            case Future future -> throw new CommandFailure(ExitCode.NOT_TRIED, "the snapshot does not reach revision "
                    + wanted.getAsLong() + ": it ends at " + future.last());
        };
    }

    private OptionalLong revision() throws CommandFailure {
        return revision.get().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(RecoveryVerb.revision("--rev", revision.get().get()));
    }

    /** On a terminal through the guard, elsewhere byte for byte. */
    private void write(byte[] bytes) throws IOException {
        Terminal terminal = session().terminal();
        if (!terminal.outIsTty()) {
            terminal.binary().write(bytes);
            terminal.binary().flush();
            return;
        }
        String text = new String(bytes, UTF_8);
        print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
    }

    @Override
    public int codeOf(Throwable thrown) {
        return RecoveryVerb.isUnusable(thrown) ? ExitCode.NOT_RESTORABLE : super.codeOf(thrown);
    }
}
