package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * What was typed in the step Source to fetch data directories over SSH.
 *
 * @param members the members and their directories, as {@code NAME=ssh://HOST/DIR}
 * @param walDirs the WAL directories that are not in the data directories, as {@code NAME=/DIR}; empty in settings of a
 *                console that did not ask for them
 * @param into    the directory here that they go to
 */
public record FetchForm(String members,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) String walDirs, String into) {}
