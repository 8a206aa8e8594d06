<#-- A line for each library that the console is made of: name, version and licences, separated by tabs. -->
<#list dependencyMap as entry>
<#assign library = entry.getKey()/>
${library.name}	${library.version}	<#list entry.getValue() as licence>${licence}<#sep>, </#sep></#list>
</#list>
