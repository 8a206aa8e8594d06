package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.connect.SrvDiscovery;

/** Finds endpoints by DNS and puts them into the form, where the operator can see and change them. */
public final class DiscoveryModel {
    /** Looks up endpoints. */
    @FunctionalInterface
    public interface Resolver {
        /**
         * The endpoints that DNS returns for a domain.
         *
         * @throws SettingsException if DNS has no such records, or does not answer
         */
        List<Endpoint> find(String domain) throws SettingsException;

        /** Asks the name servers of this host, also for endpoints without TLS, as etcdctl does if not told otherwise. */
        static List<Endpoint> system(String domain) throws SettingsException {
            return SrvDiscovery.find(domain, "", true);
        }
    }

    private final Texts texts = Texts.of("source");
    private final TaskRunner runner;
    private final Resolver resolver;
    private final ConnectionModel connection;
    private final StringProperty domain = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Activity activity = new Activity();

    public DiscoveryModel(TaskRunner runner, Resolver resolver, ConnectionModel connection) {
        this.runner = runner;
        this.resolver = resolver;
        this.connection = connection;
    }

    /** The domain of the cluster. */
    public StringProperty domain() {
        return domain;
    }

    /** Why nothing was found, a sentence; empty if something was. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The running lookup. */
    Activity activity() {
        return activity;
    }

    /** Repeats the lookup for saved endpoints that came from DNS. If DNS does not answer now, the saved ones remain. */
    void findAgain() {
        connection.domain().ifPresent(saved -> {
            domain.set(saved);
            find();
        });
    }

    /** Asks DNS. */
    public void find() {
        String name = domain.get().strip();
        if (name.isEmpty()) {
            problem.set(texts.get("domain.missing"));
        } else if (!activity.isRunning()) {
            problem.set("");
            runner.run(activity, _ -> resolver.find(name), found -> connection.take(name, found),
                    thrown -> problem.set(Failed.of(thrown).what()));
        }
    }
}
