package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.core.deliver.SshLog.HostKey;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Permissions;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.shell.ShellLine;

/** Answers what ssh asks about one host: whether its key is the right one, and passphrases. */
final class SshQuestions {
    private final String keyOf;
    private final String who;
    private final SshSettings settings;
    private final Path helper;

    /**
     * @param keyOf  by which name the key of the host is accepted
     * @param who    how messages call the host
     * @param helper where the program that answers is written
     */
    SshQuestions(String keyOf, String who, SshSettings settings, Path helper) {
        this.keyOf = keyOf;
        this.who = who;
        this.settings = settings;
        this.helper = helper;
    }

    /**
     * Refuses a key that the operator has not compared.
     *
     * @throws DeliveryException if no key was accepted, or another one
     */
    void requireAccepted(HostKey shown) throws DeliveryException {
        Optional<String> accepted = Optional.ofNullable(settings.acceptedHostKeys().get(keyOf));
        if (accepted.isEmpty()) {
            throw DeliveryException.unknownKey(who + ": ssh does not know the key of this host, " + shown.type() + " "
                    + shown.fingerprint() + ". Compare it on the host, with ssh-keygen -lf"
                    + " /etc/ssh/ssh_host_*_key.pub, then " + Advised.ACCEPT_HOST_KEY + " " + keyOf + "="
                    + shown.fingerprint(), shown.fingerprint(), keyOf);
        }
        if (!accepted.get().equals(shown.fingerprint())) {
            throw new DeliveryException("ssh.host-key-other", who + ": the host shows the key " + shown.fingerprint()
                    + ", accepted was " + accepted.get() + ". Another host may answer in its place");
        }
    }

    /** ssh speaks English, and asks only through a program. */
    Consumer<ProcessBuilder> environment() throws IOException {
        if (settings.acceptedHostKeys().containsKey(keyOf) || settings.askpass().isPresent()) {
            try (AtomicFile file = AtomicFile.fresh(helper, Permissions.of(helper, "rwx------"))) {
                file.write(askpass());
                file.publish();
            } catch (FileAlreadyExistsException e) {
                // It was written for an earlier command.
            }
        }
        return builder -> {
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("SSH_ASKPASS", helper.toString());
            builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
            builder.environment().putIfAbsent("DISPLAY", "none");
        };
    }

    /** Answers the question about the host key with the fingerprint that the operator has compared, and only that. */
    private String askpass() {
        String key = ShellLine.quote(settings.acceptedHostKeys().getOrDefault(keyOf, "no"));
        String other = settings.askpass()
                .map(asking -> "exec " + ShellLine.quote(asking.toString()) + " \"$1\"")
                .orElse("exit 1");
        return """
                #!/bin/sh
                case $1 in
                    *'(yes/no/[fingerprint])'*) printf '%%s\\n' %s ;;
                    *[Ff]ingerprint*) exit 1 ;;
                    *) %s ;;
                esac
                """.formatted(key, other);
    }
}
