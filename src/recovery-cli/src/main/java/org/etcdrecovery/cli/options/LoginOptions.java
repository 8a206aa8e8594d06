package org.etcdrecovery.cli.options;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.cli.terminal.FailureStyle;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.text.ErrorMessages;

/** The options of etcdctl for logging in, and a password file. */
public final class LoginOptions {
    private static final int LARGEST_PASSWORD_FILE = 64 << 10;
    /**
     * Referenced, because an unreferenced logger loses its level. gRPC prints a greeting, and a stack trace for an
     * unknown host name, to standard error; Netty warns on a host without a network interface. The verbs report
     * failures themselves.
     */
    private static final Logger GRPC_LOGGER = Logger.getLogger("io.grpc");
    private static final Logger NETTY_LOGGER = Logger.getLogger("io.netty");

    static {
        GRPC_LOGGER.setLevel(Level.SEVERE);
        NETTY_LOGGER.setLevel(Level.SEVERE);
    }

    private final FailureStyle failureStyle;
    private final Supplier<String> token;
    private final Supplier<String> user;
    private final Supplier<String> password;
    private final Supplier<String> passwordFile;

    /**
     * Declares the options.
     *
     * @param options      the options of the verb
     * @param failureStyle how the verb reports failures
     */
    public LoginOptions(DeclaredOptions options, FailureStyle failureStyle) {
        this.failureStyle = failureStyle;
        token = options.text("TOKEN", "",
                "A JSON Web Token to use instead of logging in. Everyone on this host can see it in the process list;"
                        + " prefer ETCDCTL_AUTH_JWT_TOKEN.",
                "--auth-jwt-token");
        user = options.text("NAME[:PASSWORD]", "", "The user to log in as. Without a password, it is read from"
                + " --password-file or ETCDCTL_PASSWORD, or asked for.", "--user");
        password = options.text("PASSWORD", "", "The password. Everyone on this host can see it in the process list;"
                + " prefer --password-file.", "--password");
        passwordFile = options.text("FILE", "", "A file whose first line is the password.", "--password-file");
    }

    /**
     * The login; asks for the password if a user is given without one.
     *
     * @throws CommandFailure if there is no terminal to ask, or no password in the file, or it cannot be read
     */
    public Optional<Login> login() throws CommandFailure {
        if (!token.get().isEmpty()) {
            return Optional.of(Login.byToken(token.get()));
        }
        String name = user.get();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        int colon = name.indexOf(':');
        String nameAlone = colon < 0 ? name : name.substring(0, colon);
        if (!passwordFile.get().isEmpty()) {
            return Optional.of(new Login(nameAlone, firstLine(Path.of(passwordFile.get()))));
        }
        // From the command line or the environment; a password file takes precedence.
        if (!password.get().isEmpty()) {
            return Optional.of(new Login(name, password.get()));
        }
        return Optional.of(new Login(nameAlone, colon < 0 ? asked() : name.substring(colon + 1)));
    }

    /** A file that cannot be read is wrong usage: exit code 2 of {@code cluster assess} says that quorum is lost. */
    private String firstLine(Path file) throws CommandFailure {
        try {
            return SmallFile.text(file, LARGEST_PASSWORD_FILE, "a password")
                    .lines()
                    .findFirst()
                    .orElseThrow(() -> failure(file + " holds no password"));
        } catch (IOException e) {
            throw failure(ErrorMessages.of(e));
        }
    }

    private String asked() throws CommandFailure {
        // Null without an interactive terminal: JDK 25 reverted the change of JDK 22.
        char[] typed = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("Password: "))
                .orElse(null);
        if (typed == null) {
            throw failure("no terminal to ask for the password: give it in --password-file or ETCDCTL_PASSWORD");
        }
        return new String(typed);
    }

    private CommandFailure failure(String message) {
        return new CommandFailure(failureStyle.usageCode(), message);
    }
}
