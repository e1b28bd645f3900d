# Runs PROGRAM and compares what it says with the file EXPECTED.
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} OUTPUT_VARIABLE FOUND COMMAND_ERROR_IS_FATAL ANY)
file(READ ${EXPECTED} WANTED)
if(NOT FOUND STREQUAL WANTED)
  message(FATAL_ERROR "expected\n${WANTED}\nfound\n${FOUND}")
endif()
