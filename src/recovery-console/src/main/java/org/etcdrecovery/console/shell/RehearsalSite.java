package org.etcdrecovery.console.shell;

import java.util.Map;
import org.etcdrecovery.console.run.Ending;
import org.etcdrecovery.core.files.Scratch;

/**
 * Where and how rehearsals run.
 *
 * @param scratch     where they write
 * @param environment the variables that say where to look for etcd
 * @param ending      stops them when the program ends
 */
public record RehearsalSite(Scratch scratch, Map<String, String> environment, Ending ending) {}
