package org.etcdrecovery.console.step.source;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.SrvDiscovery;

/** Finds endpoints by DNS and types them into the form, where they can be seen and changed. */
public final class DiscoveryModel {
    private final Texts texts = Texts.of("source");
    private final TaskRunner runner;
    private final ConnectionModel connection;
    private final StringProperty domain = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Activity activity = new Activity();

    DiscoveryModel(TaskRunner runner, ConnectionModel connection) {
        this.runner = runner;
        this.connection = connection;
    }

    /** The domain of the cluster. */
    public StringProperty domain() {
        return domain;
    }

    /** Why nothing was found, a sentence; empty when something was. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Whether DNS is being asked. */
    public Activity activity() {
        return activity;
    }

    /** Asks DNS; endpoints without TLS are taken too, as etcdctl does. */
    public void find() {
        String where = domain.get().strip();
        if (where.isEmpty()) {
            problem.set(texts.get("domain.missing"));
        } else if (!activity.isRunning()) {
            problem.set("");
            runner.run(activity, _ -> SrvDiscovery.find(where, "", true), this::take,
                    thrown -> problem.set(Failed.of(thrown).what()));
        }
    }

    private void take(List<Endpoint> found) {
        connection.endpoints().set(found.stream().map(Endpoint::url).collect(Collectors.joining(", ")));
    }
}
