# Fetches Chart.js as package-lock.json pins it, and puts its one file where `output` says. Where
# that is impossible the file is empty, and the build goes on without it.
#
#   cmake -D npm=NPM -D source=THIS_DIRECTORY -D directory=WHERE_TO_WORK -D output=FILE -P ...
file(MAKE_DIRECTORY ${directory})
file(COPY ${source}/package.json ${source}/package-lock.json DESTINATION ${directory})
execute_process(
  COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund --fetch-retries=1
    --fetch-retry-mintimeout=1000 --fetch-timeout=60000
  WORKING_DIRECTORY ${directory}
  RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said TIMEOUT 180)
set(library ${directory}/node_modules/chart.js/dist/chart.umd.min.js)
if(result EQUAL 0 AND EXISTS ${library})
  file(COPY_FILE ${library} ${output})
else()
  message("bankseed is built without the chart library of its HTML report; npm said:\n${said}")
  file(WRITE ${output} "")
endif()
